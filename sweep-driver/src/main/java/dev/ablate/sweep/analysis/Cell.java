package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A combination of the axes' values; its replicates differ in their seed alone.
 *
 * @param id as column {@code cell} of the table {@code design}
 * @param axes of the design, in order
 * @param values one an axis; null where the axis does not apply
 */
public record Cell(int id, List<Axis> axes, List<Object> values) {

  public Cell {
    axes = List.copyOf(axes);
    values = Collections.unmodifiableList(new ArrayList<>(values));
    if (values.size() != axes.size()) {
      throw new IllegalArgumentException(
          "cell " + id + " must have a value for each of the axes, but has " + values);
    }
  }

  /** The value on an axis; null where the axis does not apply. */
  public Object value(Axis axis) {
    return values.get(axes.indexOf(axis));
  }

  /** {@code optimizer=adam,filters=8}; {@code baseline} where no axis applies. */
  public String label() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        parts.add(axes.get(i).name() + "=" + Text.of(values.get(i)));
      }
    }
    return parts.isEmpty() ? "baseline" : String.join(",", parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cell cell && cell.id == id && cell.values.equals(values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, values);
  }

  @Override
  public String toString() {
    return label();
  }
}
