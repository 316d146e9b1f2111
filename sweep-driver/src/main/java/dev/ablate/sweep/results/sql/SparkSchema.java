package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.ColumnType;
import dev.ablate.sweep.results.table.Schema.ListOfRows;
import dev.ablate.sweep.results.table.Schema.ListOfValues;
import dev.ablate.sweep.results.table.Schema.Value;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Schemas as Spark writes them down. */
final class SparkSchema {

  private SparkSchema() {}

  static StructType of(Schema schema) {
    return DataTypes.createStructType(
        schema.columns().stream()
            .map(
                column ->
                    DataTypes.createStructField(
                        column.name(), dataType(column.type()), column.nullable()))
            .toList());
  }

  /** The schema of a table without rows inside rows. */
  static Schema flat(StructType type) {
    return new Schema(
        Arrays.stream(type.fields())
            .map(field -> new Column(field.name(), columnType(field), field.nullable()))
            .toList());
  }

  private static DataType dataType(ColumnType type) {
    if (type instanceof ListOfRows list) {
      return DataTypes.createArrayType(of(list.element()), false);
    }
    if (type instanceof ListOfValues list) {
      return DataTypes.createArrayType(dataType(list.element()), false);
    }
    return switch ((Value) type) {
      case INTEGER -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case TEXT -> DataTypes.StringType;
      case INSTANT -> DataTypes.TimestampType;
    };
  }

  private static ColumnType columnType(StructField field) {
    return field.dataType() instanceof ArrayType list
        ? new ListOfValues(value(field.name(), list.elementType()))
        : value(field.name(), field.dataType());
  }

  private static Value value(String column, DataType type) {
    return List.of(Value.values()).stream()
        .filter(value -> dataType(value).equals(type))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(column + " has no place in a table: " + type));
  }
}
