package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.ColumnType;
import dev.ablate.sweep.results.table.Schema.ListOfRows;
import dev.ablate.sweep.results.table.Schema.ListOfValues;
import dev.ablate.sweep.results.table.Schema.Value;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
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

  /** A flat row without lists, in Spark's types. */
  static Row row(Object[] values) {
    return RowFactory.create(
        Arrays.stream(values)
            .map(value -> value instanceof Instant at ? Timestamp.from(at) : value)
            .toArray());
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
}
