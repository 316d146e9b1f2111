package dev.ablate.sweep.results.storage;

import dev.ablate.trial.Contents;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/** Writes files that must not be lost: where there is no room it waits for some. */
final class PatientWriter {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Storage storage;
  private final Sleeper pause;

  PatientWriter(Storage storage, Sleeper pause) {
    this.storage = storage;
    this.pause = pause;
  }

  /**
   * Writes a file; tries again as long as the disk or quota is full.
   *
   * @param contents are asked for once a try
   * @param notices hears of each wait
   */
  void write(Path file, Contents contents, Consumer<String> notices) throws IOException {
    Duration wait = FIRST_WAIT;
    while (true) {
      try {
        storage.write(file, contents);
        return;
      } catch (IOException e) {
        if (!isFull(e)) {
          throw e;
        }
        notices.accept(
            FileProblems.shown(file)
                + ": there is no room for it; make some, it is tried again in "
                + wait.toSeconds()
                + " s");
        pause.of(wait);
        Duration longer = wait.multipliedBy(2);
        wait = longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
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
