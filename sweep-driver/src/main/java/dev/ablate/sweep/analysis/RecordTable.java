package dev.ablate.sweep.analysis;

import dev.ablate.sweep.results.table.Columns;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A view's records as a table's rows: a component is a column; a cell is its number and one column
 * an axis; values of axes, metrics and verdicts are text.
 */
public final class RecordTable {

  private final RecordComponent[] components;
  private final List<Axis> axes;

  /** The columns of a kind of record, in a design with these axes. */
  public RecordTable(Class<? extends Record> type, List<Axis> axes) {
    this.components = type.getRecordComponents();
    this.axes = axes;
  }

  /** Types by name of the column, in order. */
  public Map<String, Class<?>> columns() {
    Map<String, Class<?>> columns = new LinkedHashMap<>();
    for (RecordComponent component : components) {
      if (component.getType() == Cell.class) {
        columns.put("cell", Integer.class);
        for (Axis axis : axes) {
          columns.put(Columns.ofAxis(axis.name()), type(axis));
        }
      } else {
        columns.put(Columns.of(component.getName()), type(component.getType()));
      }
    }
    return columns;
  }

  /** The values of a record, one a column; null where it says nothing. */
  public Object[] row(Record row) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      Object value = valueOf(component, row);
      if (component.getType() == Cell.class) {
        Cell cell = (Cell) value;
        values.add(cell == null || cell.id() < 0 ? null : cell.id());
        for (int axis = 0; axis < axes.size(); axis++) {
          values.add(cell == null ? null : cell.values().get(axis));
        }
      } else {
        values.add(plain(component, value));
      }
    }
    return values.toArray();
  }

  private static Object plain(RecordComponent component, Object value) {
    if (value == null || type(component.getType()) != String.class) {
      return value;
    }
    return value instanceof Axis axis ? axis.name() : Text.of(value);
  }

  private static Class<?> type(Axis axis) {
    return switch (axis.kind()) {
      case WHOLE -> Long.class;
      case NUMBER -> Double.class;
      case BOOLEAN -> Boolean.class;
      case TEXT -> String.class;
    };
  }

  private static Class<?> type(Class<?> component) {
    if (component == int.class) {
      return Integer.class;
    }
    return component == double.class || component == Double.class ? Double.class : String.class;
  }

  private static Object valueOf(RecordComponent component, Record row) {
    try {
      return component.getAccessor().invoke(row);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
