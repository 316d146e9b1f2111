package dev.ablate.sweep.analysis;

import java.util.List;
import java.util.Objects;

/**
 * An axis of the design.
 *
 * @param name as written: {@code learning-rate}
 * @param kind of its values
 * @param values the distinct ones of the design, in the order of its points: {@link Long}, {@link
 *     Double}, {@link Boolean} or {@link String} as the kind says; null is not among them
 * @param baseline the value that others are held against, one of {@code values}: the baseline's, or
 *     the first where the baseline's is not among them; null if there are no values
 */
public record Axis(String name, Kind kind, List<Object> values, Object baseline) {

  /** What the values of an axis are. */
  public enum Kind {
    /** {@link Long}. */
    WHOLE,
    /** {@link Double}. */
    NUMBER,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link String}. */
    TEXT
  }

  public Axis {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    values = List.copyOf(values);
    if (baseline != null && !values.contains(baseline)) {
      throw new IllegalArgumentException(
          "the baseline of " + name + " must be one of " + values + ", but was " + baseline);
    }
  }

  /** Whether its values are numbers. */
  public boolean numeric() {
    return kind == Kind.WHOLE || kind == Kind.NUMBER;
  }

  /**
   * Whether a picture should space its values by their logarithm: all are positive numbers, and the
   * largest is at least eight times the smallest.
   */
  public boolean logarithmic() {
    if (!numeric() || values.size() < 2) {
      return false;
    }
    double low = values.stream().mapToDouble(Axis::number).min().orElseThrow();
    double high = values.stream().mapToDouble(Axis::number).max().orElseThrow();
    return low > 0 && high >= 8 * low;
  }

  /** A value for people: {@code 8}, {@code 0.001}, {@code adam}; {@code -} where it is null. */
  public static String text(Object value) {
    return Text.of(value);
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
