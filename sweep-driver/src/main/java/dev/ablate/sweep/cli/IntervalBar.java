package dev.ablate.sweep.cli;

/**
 * Draws estimates and their intervals as characters, all on one scale with 0 on it.
 *
 * @param low end of the scale
 * @param high its other end
 * @param width in characters
 */
record IntervalBar(double low, double high, int width) {

  /** {@code ├──●──┤}; the estimate alone where it has no interval. */
  String of(Double estimate, Double from, Double to) {
    char[] bar = " ".repeat(width).toCharArray();
    bar[place(0)] = '│';
    if (estimate == null) {
      return new String(bar);
    }
    if (from != null && place(from) < place(to)) {
      for (int i = place(from) + 1; i < place(to); i++) {
        bar[i] = i == place(0) ? '┼' : '─';
      }
      bar[place(from)] = '├';
      bar[place(to)] = '┤';
    }
    bar[place(estimate)] = '●';
    return new String(bar);
  }

  private int place(double value) {
    return high == low ? 0 : (int) Math.round((value - low) / (high - low) * (width - 1));
  }
}
