package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.storage.FileProblems;
import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.storage.Runs;
import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.InspectionRow;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.TrialRow;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The tables as Spark sees them: of each trial the newest attempt, as the folder was when it was
 * opened.
 */
public final class SparkTables {

  private static final StructType TRIALS = SparkSchema.of(RecordSchema.of(TrialRow.class).schema());

  /** The nested tables of a trial's row. */
  private static final List<String> NESTED =
      List.of("epochs", "iterations", "layers", "layer_stats");

  /** The nested tables of what was looked at. */
  private static final List<String> INSPECTED = List.of("unit_effects", "unit_patches");

  /** The tables in the order that people ask for them. */
  static final List<String> TABLES =
      Stream.concat(
              Stream.of(
                  "sweeps",
                  "classes",
                  "design",
                  "trials",
                  "epochs",
                  "iterations",
                  "layers",
                  "layer_stats",
                  "inspections",
                  "unit_effects",
                  "unit_patches",
                  "results"),
              DerivedViews.names().stream())
          .toList();

  private SparkTables() {}

  /**
   * The tables by name, as in {@link #TABLES}.
   *
   * @throws ResultsException if there is no results folder
   */
  public static Map<String, Dataset<Row>> of(SparkSession spark, String uri) {
    ResultFiles files = open(spark, uri);
    return FileProblems.attempt(uri + ": cannot be read", () -> of(spark, files));
  }

  static ResultFiles open(SparkSession spark, String uri) {
    return ResultFiles.open(ResultsLocation.of(uri, spark.sparkContext().hadoopConfiguration()));
  }

  static Map<String, Dataset<Row>> of(SparkSession spark, ResultFiles files) throws IOException {
    List<RunRow> runs = files.runs().list();
    Dataset<Row> trials = trials(spark, files.trials());
    DesignTables design = DesignTables.read(spark, files.runs(), runs);
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    Dataset<Row> sweeps = sweeps(spark, files.runs(), runs);
    tables.put("sweeps", sweeps.drop("classes"));
    tables.put("classes", sweeps.selectExpr("sweep_id", "run", "inline(classes)"));
    tables.put("design", design.all());
    tables.put("trials", trials.drop(NESTED.toArray(String[]::new)));
    for (String nested : NESTED) {
      tables.put(nested, trials.selectExpr("trial_id", "inline(" + nested + ")"));
    }
    Dataset<Row> inspections =
        read(
            spark,
            SparkSchema.of(RecordSchema.of(InspectionRow.class).schema()),
            files.inspections().list());
    tables.put("inspections", inspections.drop(INSPECTED.toArray(String[]::new)));
    for (String nested : INSPECTED) {
      tables.put(
          nested, inspections.selectExpr("inspection_id", "trial_id", "inline(" + nested + ")"));
    }
    tables.put("results", ResultsView.of(design.latest(), trials));
    tables.putAll(DerivedViews.of(spark, files.location()));
    return tables;
  }

  private static Dataset<Row> sweeps(SparkSession spark, Runs files, List<RunRow> runs) {
    return read(
        spark,
        SparkSchema.of(RecordSchema.of(RunRow.class).schema()),
        runs.stream().map(files::file).toList());
  }

  private static Dataset<Row> trials(SparkSession spark, TrialFiles files) {
    List<Path> paths = files.live().stream().map(FileStatus::getPath).toList();
    Dataset<Row> rows = read(spark, TRIALS, paths);
    if (files.dead().isEmpty()) {
      return rows;
    }
    StructType place = SparkSchema.of(RecordSchema.of(TrialFiles.RowPlace.class).schema());
    List<Row> dead =
        files.dead().stream()
            .map(row -> RowFactory.create(row.file(), row.trialId(), row.attempt()))
            .toList();
    return rows.withColumn("file", functions.col("_metadata.file_name"))
        .join(
            functions.broadcast(spark.createDataFrame(dead, place)),
            new String[] {"file", "trial_id", "attempt"},
            "left_anti")
        .drop("file");
  }

  /** Reads files of one schema; perhaps none. */
  static Dataset<Row> read(SparkSession spark, StructType schema, List<Path> files) {
    return files.isEmpty()
        ? spark.createDataFrame(List.of(), schema)
        : spark
            .read()
            .schema(schema)
            .parquet(files.stream().map(Path::toString).toArray(String[]::new));
  }
}
