package dev.ablate.sweep.config;

import java.math.BigDecimal;

/** Numbers as configs hold them: as such, or as text where a substitution made them. */
final class Numbers {
  private Numbers() {}

  /** The number, null if it is none. */
  static Double toDouble(Object given) {
    BigDecimal number = parse(given);
    return number == null ? null : (Double) number.doubleValue();
  }

  /** The whole number, null if it is none. */
  static Long toLong(Object given) {
    BigDecimal number = parse(given);
    try {
      return number == null ? null : (Long) number.longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static BigDecimal parse(Object given) {
    try {
      return given instanceof Number || given instanceof String
          ? new BigDecimal(given.toString().trim())
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
