package dev.ablate.sweep.results;

import dev.ablate.sweep.results.Schema.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
record Design(Dataset<Row> all, Dataset<Row> latest) {

  static Design read(SparkSession spark, ResultsFolder folder, List<RunRow> runs)
      throws IOException {
    Map<Schema, List<Path>> files = new LinkedHashMap<>();
    Schema latestSchema = Runs.designSchema();
    // The latest first: its axes come first.
    for (int i = runs.size() - 1; i >= 0; i--) {
      Schema schema = folder.runFiles().designSchema(runs.get(i));
      files
          .computeIfAbsent(schema, none -> new ArrayList<>())
          .add(folder.runFiles().design(runs.get(i)));
      if (i == runs.size() - 1) {
        latestSchema = schema;
      }
    }
    List<Path> latest =
        runs.isEmpty() ? List.of() : List.of(folder.runFiles().design(runs.get(runs.size() - 1)));
    return new Design(
        union(spark, files), Results.read(spark, SparkSchema.of(latestSchema), latest));
  }

  private static Dataset<Row> union(SparkSession spark, Map<Schema, List<Path>> files) {
    Map<String, Schema.ColumnType> types = new LinkedHashMap<>();
    for (Schema schema : files.keySet()) {
      for (Column column : schema.columns()) {
        types.merge(column.name(), column.type(), (a, b) -> a.equals(b) ? a : Schema.Value.TEXT);
      }
    }
    Dataset<Row> all = Results.read(spark, SparkSchema.of(Runs.designSchema()), List.of());
    for (Map.Entry<Schema, List<Path>> group : files.entrySet()) {
      Dataset<Row> points = Results.read(spark, SparkSchema.of(group.getKey()), group.getValue());
      for (Column column : group.getKey().columns()) {
        if (!types.get(column.name()).equals(column.type())) {
          points =
              points.withColumn(
                  column.name(), functions.col(column.name()).cast(DataTypes.StringType));
        }
      }
      all = all.unionByName(points, true);
    }
    return all;
  }
}
