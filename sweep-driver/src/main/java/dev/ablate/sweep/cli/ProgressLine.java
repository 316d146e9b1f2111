package dev.ablate.sweep.cli;

import dev.ablate.inspect.Batches;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How far one look is: a line that redraws on a terminal, one now and then elsewhere. */
final class ProgressLine implements Batches.Progress, AutoCloseable {

  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long ELSEWHERE_NANOS = 10_000_000_000L;

  private final String what;
  private final PrintWriter out;
  private final boolean terminal = Boolean.getBoolean("ablate.terminal");
  private final long started = System.nanoTime();
  private long shown = started;
  private boolean drawn;
  private long last;
  private long first;
  private long since = started;

  ProgressLine(String what, PrintWriter out) {
    this.what = what;
    this.out = out;
  }

  @Override
  public synchronized void done(long done, long all) {
    long now = System.nanoTime();
    if (done < last || first == 0) {
      first = done;
      since = now;
    }
    last = done;
    if (now - shown < (terminal ? TERMINAL_NANOS : ELSEWHERE_NANOS)) {
      return;
    }
    shown = now;
    String left =
        done > first
            ? ", " + Durations.text((now - since) / 1e9 / (done - first) * (all - done)) + " left"
            : "";
    String text =
        String.format(
            Locale.ROOT,
            "%-9s %,d of %,d images, %s so far%s",
            what,
            done,
            all,
            Durations.text((now - started) / 1e9),
            left);
    if (terminal) {
      out.print("\r\033[K" + text);
      drawn = true;
    } else {
      out.println(text);
    }
    out.flush();
  }

  @Override
  public synchronized void goesOn(long done, long all) {
    clear();
    out.printf(Locale.ROOT, "%-9s goes on after %,d of %,d images%n", what, done, all);
  }

  /** Says what was written. */
  synchronized void finish(List<Path> files) {
    clear();
    out.printf(Locale.ROOT, "%-9s %s%n", what, Durations.text((System.nanoTime() - started) / 1e9));
    files.forEach(file -> out.println("          " + file));
  }

  @Override
  public synchronized void close() {
    clear();
    out.flush();
  }

  private void clear() {
    if (drawn) {
      out.print("\r\033[K");
      drawn = false;
    }
  }
}
