package dev.ablate.sweep.report.plot;

/**
 * How large a drawing is.
 *
 * @param width points, 72 an inch
 * @param font height of its text, points
 * @param millimetres whether a file says its size in millimetres, for print
 */
public record Style(double width, double font, boolean millimetres) {

  private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

  /** A page on a wide screen. */
  public static final Style PAGE = new Style(840, 13, false);

  /** A page on a telephone. */
  public static final Style NARROW_PAGE = new Style(340, 12, false);

  /** One column of a paper of two: 85 mm. */
  public static final Style ONE_COLUMN = print(85, 7);

  /** Both columns: 178 mm. */
  public static final Style TWO_COLUMNS = print(178, 8);

  /** A width on paper. */
  public static Style print(double millimetres, double font) {
    return new Style(millimetres * POINTS_PER_MILLIMETRE, font, true);
  }

  /** Whether labels stand above what they name, for want of room beside it. */
  boolean narrow() {
    return width < 40 * font;
  }

  /** Points in millimetres. */
  static double inMillimetres(double points) {
    return points / POINTS_PER_MILLIMETRE;
  }

  /** About how wide a text is, points: what a font's mean letter takes, and a little. */
  double width(String text) {
    return text.length() * font * 0.56;
  }

  /** A text that is no wider than this. */
  String fitted(String text, double room) {
    int letters = Math.max(2, (int) (room / (font * 0.56)));
    return text.length() <= letters ? text : text.substring(0, letters - 1) + "…";
  }
}
