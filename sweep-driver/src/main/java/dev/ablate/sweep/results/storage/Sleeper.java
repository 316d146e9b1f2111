package dev.ablate.sweep.results.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** How time passes while something outside must change. */
interface Sleeper {

  /** Real time. */
  Sleeper SLEEP =
      time -> {
        try {
          Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          InterruptedIOException interrupted = new InterruptedIOException("interrupted");
          interrupted.initCause(e);
          throw interrupted;
        }
      };

  /** Lets so much time pass. */
  void of(Duration time) throws IOException;
}
