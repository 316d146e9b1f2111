package dev.ablate.sweep.report.text;

import dev.ablate.sweep.analysis.Axis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Short names of what tables name exactly. */
public final class Labels {

  private static final int LONGEST = 8;
  private static final MathContext DIGITS = new MathContext(4);

  private Labels() {}

  /** A metric or cost: {@code best test accuracy}, {@code MACs}, {@code seconds of training}. */
  public static String metric(String name) {
    return switch (name) {
      case "macs" -> "MACs";
      case "train_seconds" -> "seconds of training";
      case "images_per_second" -> "images a second";
      default -> name.replace('_', ' ');
    };
  }

  /** The same at the beginning of a sentence. */
  public static String title(String name) {
    String words = metric(name);
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** An axis's value: as it is where it is short, else in four digits. */
  public static String value(Object value) {
    String whole = Axis.text(value);
    if (!(value instanceof Double number) || whole.length() <= LONGEST || number == 0) {
      return whole;
    }
    BigDecimal rounded = BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros();
    String plain = rounded.toPlainString();
    return plain.length() <= LONGEST + 1
        ? plain
        : rounded.unscaledValue().abs().toString().length() == 1
            ? String.format(Locale.ROOT, "%.0e", number).replace("e-0", "e-")
            : String.format(Locale.ROOT, "%.3e", rounded)
                .replaceAll("0*e", "e")
                .replace("e-0", "e-");
  }
}
