package dev.ablate.sweep.cli;

import java.util.List;

/** Numbers as a line of bars that text can hold. */
final class Sparkline {

  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int WIDEST = 64;

  private Sparkline() {}

  /** At most 64 bars, each the last of the numbers that it stands for. */
  static String of(List<Double> values, double lowest, double highest) {
    int bars = Math.min(WIDEST, values.size());
    StringBuilder text = new StringBuilder();
    for (int bar = 0; bar < bars; bar++) {
      double value = values.get((int) ((long) (bar + 1) * values.size() / bars) - 1);
      double share = (value - lowest) / (highest - lowest);
      int height = (int) Math.round(Math.max(0, Math.min(1, share)) * (BARS.length() - 1));
      text.append(BARS.charAt(height));
    }
    return text.toString();
  }
}
