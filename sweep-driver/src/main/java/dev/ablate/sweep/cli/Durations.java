package dev.ablate.sweep.cli;

import java.util.Locale;

/** Durations as people read them. */
final class Durations {

  private Durations() {}

  /** {@code 42 s}, {@code 3 min 05 s}, {@code 7 h 12 min}. */
  static String text(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
