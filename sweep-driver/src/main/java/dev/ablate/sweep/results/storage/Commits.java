package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.trial.TrialId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/** Writes trials' rows. */
public final class Commits {

  private static final RecordSchema<TrialRow> TRIALS = RecordSchema.of(TrialRow.class);

  private final Storage storage;
  private final Path folder;
  private final PatientWriter room;
  private final EarlierAttempts earlier;

  Commits(Storage storage, Path folder, Sleeper pause) {
    this.storage = storage;
    this.folder = folder;
    this.earlier = new EarlierAttempts(storage, folder);
    this.room = new PatientWriter(storage, pause);
  }

  private Path file(String trialId, int attempt) {
    return new Path(folder, trialId + "." + attempt + ".parquet");
  }

  /** Whether an attempt's row is in a file of its own. */
  public boolean holds(TrialId id, int attempt) throws IOException {
    return storage.files().exists(file(id.value(), attempt));
  }

  /**
   * Keeps a row: visible whole or not at all, once however often it is called. What an earlier
   * attempt measured, and this one did not, stays.
   *
   * @param notices hears that there is no room for it
   * @throws ResultsException naming the file, if it cannot be written for another reason
   */
  public void commit(TrialRow row, Consumer<String> notices) {
    Path file = file(row.trialId(), row.attempt());
    FileProblems.run(
        FileProblems.shown(file) + ": cannot be written", () -> commit(file, row, notices));
  }

  private void commit(Path file, TrialRow row, Consumer<String> notices) throws IOException {
    if (storage.files().exists(file)) {
      return;
    }
    // In memory first: in an object store a stream that ends early would be an object.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TrialRow whole = earlier.addTo(row);
    ParquetRows.write(bytes, TRIALS.schema(), Collections.singleton(TRIALS.row(whole)).iterator());
    room.write(file, bytes::writeTo, notices);
  }
}
