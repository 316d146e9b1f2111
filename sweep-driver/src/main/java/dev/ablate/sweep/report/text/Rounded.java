package dev.ablate.sweep.report.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers with the digits that their interval supports. */
public final class Rounded {

  private Rounded() {}

  /** A mean: to two digits of its interval's half width, or four decimals without one. */
  public static String mean(Double value, Double low, Double high) {
    return value == null ? "–" : plain(value, decimals(value, low, high));
  }

  /** A difference, with its sign. */
  public static String difference(Double value, Double low, Double high) {
    return value == null ? "–" : signed(value, decimals(value, low, high));
  }

  /** {@code [+0.0120, +0.0310]}; empty without one. */
  public static String interval(Double value, Double low, Double high) {
    if (low == null || high == null || value == null) {
      return "";
    }
    int decimals = decimals(value, low, high);
    return "[" + signed(low, decimals) + ", " + signed(high, decimals) + "]";
  }

  /** {@code 0.8312 ± 0.0021}. */
  public static String withInterval(Double mean, Double low, Double high) {
    String text = mean(mean, low, high);
    return mean == null || low == null || high == null
        ? text
        : text + " ± " + plain((high - low) / 2, decimals(mean, low, high));
  }

  /** Four significant digits. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new java.math.MathContext(4)).stripTrailingZeros();
    double size = Math.abs(value);
    return size < 1e-4 || size >= 1e9
        ? String.format(Locale.ROOT, "%.3e", value)
        : rounded.toPlainString().replace('-', '−');
  }

  /** A p value: {@code < 0.001} or two digits. */
  public static String p(Double p) {
    if (p == null) {
      return "–";
    }
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
  }

  private static int decimals(double value, Double low, Double high) {
    if (low == null || high == null || !(high > low)) {
      return Math.abs(value) >= 100 ? 1 : 4;
    }
    double half = (high - low) / 2;
    int decimals = 1 - (int) Math.floor(Math.log10(half));
    return Math.max(0, Math.min(8, decimals));
  }

  private static String plain(double value, int decimals) {
    return BigDecimal.valueOf(value)
        .setScale(decimals, RoundingMode.HALF_EVEN)
        .toPlainString()
        .replace('-', '−');
  }

  private static String signed(double value, int decimals) {
    String text = plain(value, decimals);
    return value > 0 ? "+" + text : text;
  }
}
