package dev.ablate.sweep.results.table;

import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.ColumnType;
import dev.ablate.sweep.results.table.Schema.ListOfRows;
import dev.ablate.sweep.results.table.Schema.ListOfValues;
import dev.ablate.sweep.results.table.Schema.Value;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A record class as a schema: a component is a column, primitive types are never null, a list of
 * records is a nested table, {@link Inline} records are columns of the row itself. To read only
 * some columns of a table, read it as a record with only those components.
 */
public final class RecordSchema<T extends Record> {

  private static final Map<Class<?>, Value> VALUES =
      Map.ofEntries(
          Map.entry(int.class, Value.INTEGER),
          Map.entry(Integer.class, Value.INTEGER),
          Map.entry(long.class, Value.LONG),
          Map.entry(Long.class, Value.LONG),
          Map.entry(double.class, Value.DOUBLE),
          Map.entry(Double.class, Value.DOUBLE),
          Map.entry(boolean.class, Value.BOOLEAN),
          Map.entry(Boolean.class, Value.BOOLEAN),
          Map.entry(String.class, Value.TEXT),
          Map.entry(Instant.class, Value.INSTANT));

  private final Constructor<T> constructor;
  private final List<Part> parts = new ArrayList<>();
  private final Schema schema;

  /** A component: one column, several if inlined; the rows of a nested table have records. */
  private record Part(Method accessor, RecordSchema<?> record, boolean inline) {}

  private RecordSchema(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has this constructor: " + type, e);
    }
    // Records of other packages need not be public to be rows.
    constructor.setAccessible(true);
    List<Column> columns = new ArrayList<>();
    for (RecordComponent component : components) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      Inline inline = component.getAnnotation(Inline.class);
      if (inline != null) {
        RecordSchema<?> nested = of(component.getType().asSubclass(Record.class));
        parts.add(new Part(accessor, nested, true));
        for (Column column : nested.schema.columns()) {
          columns.add(
              new Column(inline.prefix() + column.name(), column.type(), column.nullable()));
        }
      } else {
        Class<?> element = component.getType() == List.class ? elementType(component) : null;
        boolean nested = element != null && element.isRecord();
        RecordSchema<?> rows = nested ? of(element.asSubclass(Record.class)) : null;
        parts.add(new Part(accessor, rows, false));
        columns.add(
            new Column(
                Columns.of(component.getName()),
                columnType(component, element, rows),
                element == null && !component.getType().isPrimitive()));
      }
    }
    schema = new Schema(columns);
  }

  public static <T extends Record> RecordSchema<T> of(Class<T> type) {
    return new RecordSchema<>(type);
  }

  public Schema schema() {
    return schema;
  }

  /** The row of a record. */
  public Object[] row(Record record) {
    List<Object> row = new ArrayList<>(schema.columns().size());
    addTo(row, record);
    return row.toArray();
  }

  private void addTo(List<Object> row, Record record) {
    for (Part part : parts) {
      Object value = valueOf(part.accessor(), record);
      if (part.inline()) {
        part.record().addTo(row, (Record) value);
      } else if (part.record() != null) {
        List<Object[]> nested = new ArrayList<>();
        for (Object element : (List<?>) value) {
          nested.add(part.record().row((Record) element));
        }
        row.add(nested);
      } else {
        row.add(value);
      }
    }
  }

  /** The record of a row. */
  public T record(Object[] row) {
    return record(Arrays.asList(row));
  }

  private T record(List<Object> row) {
    Object[] arguments = new Object[parts.size()];
    int column = 0;
    for (int i = 0; i < arguments.length; i++) {
      Part part = parts.get(i);
      if (part.inline()) {
        int width = part.record().schema.columns().size();
        arguments[i] = part.record().record(row.subList(column, column + width));
        column += width;
      } else {
        Object value = row.get(column++);
        arguments[i] = part.record() == null ? value : records(part.record(), (List<?>) value);
      }
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot make " + constructor, e);
    }
  }

  /** None where the file is of an earlier version, which had no such column. */
  private static List<Object> records(RecordSchema<?> element, List<?> rows) {
    if (rows == null) {
      return List.of();
    }
    List<Object> records = new ArrayList<>(rows.size());
    rows.forEach(row -> records.add(element.record((Object[]) row)));
    return records;
  }

  private static Class<?> elementType(RecordComponent component) {
    return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
  }

  private static ColumnType columnType(
      RecordComponent component, Class<?> element, RecordSchema<?> rows) {
    if (rows != null) {
      return new ListOfRows(rows.schema);
    }
    Value value = VALUES.get(element == null ? component.getType() : element);
    if (value == null) {
      throw new IllegalArgumentException("no column type for " + component);
    }
    return element == null ? value : new ListOfValues(value);
  }

  private static Object valueOf(Method accessor, Record record) {
    try {
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }
}
