package dev.ablate.sweep.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/** Writes trials' rows. */
final class Commits {

  private static final RecordSchema<TrialRow> TRIALS = RecordSchema.of(TrialRow.class);

  private final Storage storage;
  private final Path folder;
  private final Room room;

  Commits(Storage storage, Path folder, Pause pause) {
    this.storage = storage;
    this.folder = folder;
    this.room = new Room(storage, pause);
  }

  Path file(String trialId, int attempt) {
    return new Path(folder, trialId + "." + attempt + ".parquet");
  }

  void commit(TrialRow row, Consumer<String> notices) throws IOException {
    Path file = file(row.trialId(), row.attempt());
    if (storage.files().exists(file)) {
      return;
    }
    // In memory first: in an object store a stream that ends early would be an object.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ParquetRows.write(bytes, TRIALS.schema(), Collections.singleton(TRIALS.row(row)).iterator());
    room.write(file, bytes::writeTo, notices);
  }
}
