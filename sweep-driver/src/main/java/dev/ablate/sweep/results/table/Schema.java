package dev.ablate.sweep.results.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Columns of a table in order. A row is an {@code Object[]} with one value a column: null, Integer,
 * Long, Double, Boolean, String, Instant (microseconds), or a list of such values or rows.
 *
 * @param columns in order
 */
public record Schema(List<Column> columns) {

  public Schema {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param name unique within its schema
   * @param type of its values
   * @param nullable whether a value may be missing
   */
  public record Column(String name, ColumnType type, boolean nullable) {}

  /** What a column holds. */
  public sealed interface ColumnType {}

  /** One value. */
  public enum Value implements ColumnType {
    INTEGER,
    LONG,
    DOUBLE,
    BOOLEAN,
    TEXT,
    INSTANT
  }

  /** A list of values, none of them null. */
  public record ListOfValues(Value element) implements ColumnType {}

  /** A list of rows of a table of its own. */
  public record ListOfRows(Schema element) implements ColumnType {}

  /** This schema with more columns after its own. */
  public Schema with(List<Column> more) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(more);
    return new Schema(all);
  }

  /** The columns that hold no rows of another table. */
  public Schema flat() {
    return new Schema(
        columns.stream().filter(column -> !(column.type() instanceof ListOfRows)).toList());
  }

  /** A column by its name. */
  public Column column(String name) {
    return columns.get(indexOf(name));
  }

  /** Where a column is in a row. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + name);
  }

  /** The same as Parquet writes it; lists in the form that its specification names. */
  public MessageType messageType() {
    return new MessageType("row", fields());
  }

  private List<Type> fields() {
    return columns.stream()
        .map(
            column ->
                field(
                    column.name(),
                    column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED,
                    column.type()))
        .toList();
  }

  private static Type field(String name, Repetition repetition, ColumnType type) {
    if (type instanceof ListOfRows list) {
      return list(name, repetition, new GroupType(Repetition.REQUIRED, "element", fields(list)));
    }
    if (type instanceof ListOfValues list) {
      return list(name, repetition, field("element", Repetition.REQUIRED, list.element()));
    }
    return switch ((Value) type) {
      case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case TEXT ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case INSTANT ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
              .named(name);
    };
  }

  private static List<Type> fields(ListOfRows list) {
    return list.element().fields();
  }

  private static GroupType list(String name, Repetition repetition, Type element) {
    return Types.list(repetition).element(element).named(name);
  }
}
