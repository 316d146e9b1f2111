package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.storage.Runs;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The design points of a folder's runs.
 *
 * @param all of every run; an axis that a run has not is null there, and text if its type changed
 * @param latest of the latest run, with its own axes
 */
record DesignTables(Dataset<Row> all, Dataset<Row> latest) {

  static DesignTables read(SparkSession spark, Runs files, List<RunRow> runs) throws IOException {
    Map<Schema, List<Path>> bySchema = new LinkedHashMap<>();
    Schema latestSchema = Runs.designSchema();
    // The latest first: its axes come first.
    for (int i = runs.size() - 1; i >= 0; i--) {
      Schema schema = files.designSchema(runs.get(i));
      bySchema.computeIfAbsent(schema, none -> new ArrayList<>()).add(files.design(runs.get(i)));
      if (i == runs.size() - 1) {
        latestSchema = schema;
      }
    }
    List<Path> latest =
        runs.isEmpty() ? List.of() : List.of(files.design(runs.get(runs.size() - 1)));
    return new DesignTables(
        union(spark, bySchema), SparkTables.read(spark, SparkSchema.of(latestSchema), latest));
  }

  /** Numbers stay numbers. */
  private static Schema.ColumnType common(Schema.ColumnType one, Schema.ColumnType other) {
    Set<Schema.ColumnType> numbers = Set.of(Schema.Value.LONG, Schema.Value.DOUBLE);
    if (one.equals(other)) {
      return one;
    }
    return numbers.contains(one) && numbers.contains(other)
        ? Schema.Value.DOUBLE
        : Schema.Value.TEXT;
  }

  private static Dataset<Row> union(SparkSession spark, Map<Schema, List<Path>> files) {
    Map<String, Schema.ColumnType> types = new LinkedHashMap<>();
    for (Schema schema : files.keySet()) {
      for (Column column : schema.columns()) {
        types.merge(column.name(), column.type(), DesignTables::common);
      }
    }
    Dataset<Row> all = SparkTables.read(spark, SparkSchema.of(Runs.designSchema()), List.of());
    for (Map.Entry<Schema, List<Path>> group : files.entrySet()) {
      Dataset<Row> points =
          SparkTables.read(spark, SparkSchema.of(group.getKey()), group.getValue());
      for (Column column : group.getKey().columns()) {
        if (!types.get(column.name()).equals(column.type())) {
          points =
              points.withColumn(
                  column.name(),
                  functions
                      .col(column.name())
                      .cast(
                          types.get(column.name()) == Schema.Value.DOUBLE
                              ? DataTypes.DoubleType
                              : DataTypes.StringType));
        }
      }
      all = all.unionByName(points, true);
    }
    return all;
  }
}
