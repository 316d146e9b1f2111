package dev.ablate.sweep.report.plot;

import java.util.Locale;

/** Colours for numbers, from light to dark: told apart by lightness alone. */
final class Tint {

  private static final int[][] STOPS = {
    {0xf3, 0xf6, 0xfb},
    {0xbf, 0xd3, 0xe6},
    {0x6f, 0xa8, 0xd0},
    {0x2c, 0x72, 0xb0},
    {0x0a, 0x35, 0x69}
  };
  private static final double DARK = 0.55;

  private Tint() {}

  /** {@code #rrggbb} of a share in [0, 1]. */
  static String of(double share) {
    double at = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
    int before = Math.min((int) at, STOPS.length - 2);
    double part = at - before;
    int[] mixed = new int[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] =
          (int) Math.round(STOPS[before][i] + part * (STOPS[before + 1][i] - STOPS[before][i]));
    }
    return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
  }

  /** What can be read on it. */
  static String textOn(double share) {
    return share > DARK ? "#ffffff" : "#10151b";
  }
}
