package dev.ablate.sweep.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/** Writes trials' rows; waits for room where there is none, so that no training is lost. */
final class Commits {

  private static final RecordSchema<TrialRow> TRIALS = RecordSchema.of(TrialRow.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Storage storage;
  private final Path folder;
  private final Pause pause;

  Commits(Storage storage, Path folder, Pause pause) {
    this.storage = storage;
    this.folder = folder;
    this.pause = pause;
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
    Duration wait = FIRST_WAIT;
    while (true) {
      try {
        storage.write(file, bytes::writeTo);
        return;
      } catch (IOException e) {
        if (!isFull(e)) {
          throw e;
        }
        notices.accept(
            ResultsFolder.shown(file)
                + ": there is no room for it; make some, it is tried again in "
                + wait.toSeconds()
                + " s");
        pause.of(wait);
        wait =
            wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
      }
    }
  }

  /** What Linux, macOS, Windows and HDFS say of a full disk or quota. */
  private static boolean isFull(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = (cause.getClass().getName() + cause.getMessage()).toLowerCase(Locale.ROOT);
      if (text.contains("no space left")
          || text.contains("not enough space")
          || (text.contains("quota") && text.contains("exceeded"))) {
        return true;
      }
    }
    return false;
  }
}
