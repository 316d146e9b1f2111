package dev.ablate.sweep.results.table;

import java.util.Objects;

/**
 * An axis as a column of the table {@code design}.
 *
 * @param name of the axis, {@code learning-rate}; the column is {@code axis_learning_rate}
 * @param type of its values
 */
public record AxisColumn(String name, Type type) {

  /** Types of values: Long, Double, Boolean, String. */
  public enum Type {
    /** Numbers all of which are whole. */
    LONG,
    DOUBLE,
    BOOLEAN,
    TEXT
  }

  public AxisColumn {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
  }

  /** Name of the column. */
  public String column() {
    return Columns.ofAxis(name);
  }
}
