package dev.ablate.sweep.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far the decoding of pictures is: a bar that is drawn again on a terminal, else a line now and
 * then. Nothing is shown of what is over in a moment.
 */
final class DecodingBar {

  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long BETWEEN_ON_TERMINAL = 200_000_000L;
  private static final long BETWEEN_LINES = 30_000_000_000L;
  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long start;
  private long next;
  private boolean drawn;

  /**
   * On a stream.
   *
   * @param terminal whether it may redraw what it printed
   */
  DecodingBar(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.next = FIRST_NANOS;
  }

  /** Shows it, if it is time. */
  void show(int done, int total) {
    long elapsed = nanoTime.getAsLong() - start;
    if (elapsed < next) {
      return;
    }
    String numbers = String.format(Locale.ROOT, "%,d of %,d pictures decoded", done, total);
    if (terminal) {
      int full = (int) ((long) WIDTH * done / Math.max(1, total));
      out.print(
          "\rdata      [" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + numbers + " ");
      out.flush();
      drawn = true;
      next = elapsed + BETWEEN_ON_TERMINAL;
    } else {
      out.println("data      " + numbers);
      next = elapsed + BETWEEN_LINES;
    }
  }

  /** Leaves the bar where it is and goes to the next line. */
  void end() {
    if (drawn) {
      out.println();
      drawn = false;
    }
  }
}
