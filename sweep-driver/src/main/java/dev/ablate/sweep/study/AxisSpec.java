package dev.ablate.sweep.study;

import dev.ablate.sweep.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is varied.
 *
 * @param name of the axis: letters, digits, '-' and '_'
 * @param path the config path it sets, below {@code sweep}: layers by name, {@code *} within a
 *     name, {@code **} across groups; empty for an axis that leaves out
 * @param values what it is set to, in the order written; labels are distinct and all of one class;
 *     none for a range without steps
 * @param range the numbers it is drawn from, if it is
 * @param when where it applies; everywhere if empty
 * @param baseline the value that changes nothing
 */
public record AxisSpec(
    String name,
    String path,
    List<AxisOption> values,
    Optional<AxisRange> range,
    Optional<Expression> when,
    AxisOption baseline) {
  public AxisSpec {
    values = List.copyOf(values);
  }

  /**
   * What a condition compares: a label of the class that the written values have. Null, for
   * unknown, if it has another: a baseline that is not set stands beside numbers.
   */
  public Object compared(Object label) {
    Class<?> type = values.isEmpty() ? Double.class : values.get(0).label().getClass();
    if (type == String.class) {
      return Labels.text(label);
    }
    return type.isInstance(label) ? label : null;
  }

  /** The option of a label: one of the values, the baseline's, or a number of the range. */
  public Optional<AxisOption> find(Object label) {
    String sought = Labels.text(label);
    for (AxisOption option : values) {
      if (option.toString().equals(sought)) {
        return Optional.of(option);
      }
    }
    if (baseline.toString().equals(sought)) {
      return Optional.of(baseline);
    }
    return label instanceof Double number ? range.flatMap(r -> r.find(number)) : Optional.empty();
  }
}
