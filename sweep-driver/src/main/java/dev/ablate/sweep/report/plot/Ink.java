package dev.ablate.sweep.report.plot;

import java.util.Locale;

/**
 * Colours by what they are for. Pages and files give them their values by class name, so that a
 * page follows the reader's light or dark setting. The series' colours are told apart with every
 * common colour blindness and have a contrast of at least 3 on white and on near black; a series
 * has a dash and a marker of its own besides.
 */
public enum Ink {
  INK("#1b1f24"),
  MUTED("#5b6470"),
  GRID("#dde2e8"),
  PAPER("#ffffff"),
  BAND("#7d8790"),
  SERIES_0("#1f77c8"),
  SERIES_1("#c9670b"),
  SERIES_2("#17865a"),
  SERIES_3("#c4508f"),
  SERIES_4("#7d62cf"),
  SERIES_5("#0f8599"),
  SERIES_6("#9a6b33"),
  SERIES_7("#737c86");

  private static final int SERIES = 8;

  private final String onPaper;

  Ink(String onPaper) {
    this.onPaper = onPaper;
  }

  /** The colour of a series; they repeat after eight. */
  public static Ink series(int index) {
    return valueOf("SERIES_" + Math.floorMod(index, SERIES));
  }

  /** Its value on white paper, {@code #rrggbb}. */
  String onPaper() {
    return onPaper;
  }

  /** Its class: {@code series-0}. */
  String css() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
