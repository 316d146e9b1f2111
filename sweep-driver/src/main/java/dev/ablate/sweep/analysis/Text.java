package dev.ablate.sweep.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Values and numbers as people read them. */
final class Text {

  private Text() {}

  /** A value of an axis, as the design's cell names have it. */
  static String of(Object value) {
    if (value == null) {
      return "-";
    }
    if (!(value instanceof Double number)) {
      return value.toString();
    }
    double magnitude = Math.abs(number);
    boolean plain = number == 0 || (magnitude >= 1e-6 && magnitude < 1e12);
    return plain
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : number.toString();
  }

  /** A measured number in two significant digits: {@code 0.0061}. */
  static String rough(double number) {
    return number == 0
        ? "0"
        : new BigDecimal(number)
            .round(new MathContext(2))
            .stripTrailingZeros()
            .toPlainString()
            .toLowerCase(Locale.ROOT);
  }
}
