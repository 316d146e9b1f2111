package dev.ablate.sweep.study;

import dev.ablate.spec.Names;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** How axis values are named: numbers as double, truth values as boolean, the rest as text. */
public final class Labels {
  private Labels() {}

  /**
   * A label for people and cell names: {@code 8}, {@code 0.001}, {@code true}, {@code adam}; {@code
   * -} where an axis does not apply.
   */
  public static String text(Object label) {
    if (label == null) {
      return "-";
    }
    if (!(label instanceof Double number)) {
      return label.toString();
    }
    double magnitude = Math.abs(number);
    boolean plain = number == 0 || (magnitude >= 1e-6 && magnitude < 1e12);
    return plain
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : number.toString();
  }

  /** What names a value of the baseline. */
  public static Optional<Object> ofTyped(Object value) {
    if (value instanceof Number number) {
      return Optional.of(number.doubleValue());
    }
    if (value instanceof Boolean || value instanceof String) {
      return Optional.of(value);
    }
    if (value instanceof Enum<?> constant) {
      return Optional.of(Names.kebab(constant));
    }
    if (value == null) {
      return Optional.of("unset");
    }
    return value instanceof Record && !RecordType.of(value.getClass()).isSpecification()
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  /** The same labels in one class: as they are where all share one, else as text. */
  public static List<AxisOption> alike(List<AxisOption> options) {
    boolean mixed =
        options.stream().map(option -> option.label().getClass()).distinct().count() > 1;
    return mixed
        ? options.stream().map(option -> option.labelled(text(option.label()))).toList()
        : options;
  }
}
