package dev.ablate.sweep.results;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
public final class Results {

  private static final StructType TRIALS = SparkSchema.of(RecordSchema.of(TrialRow.class).schema());

  /** The nested tables of a trial's row. */
  private static final List<String> NESTED =
      List.of("epochs", "iterations", "layers", "layer_stats");

  /** The tables in the order that people ask for them. */
  static final List<String> TABLES =
      List.of(
          "sweeps", "design", "trials", "epochs", "iterations", "layers", "layer_stats", "results");

  private Results() {}

  /**
   * Registers the views sweeps, design, trials, epochs, iterations, layers, layer_stats and
   * results. Call it again to see what was committed since.
   *
   * @throws ResultsException if there is no results folder
   */
  public static void open(SparkSession spark, String uri) {
    tables(spark, uri).forEach((name, table) -> table.createOrReplaceTempView(name));
  }

  /** The tables by name, as in {@link #TABLES}. */
  static Map<String, Dataset<Row>> tables(SparkSession spark, String uri) {
    ResultsFolder folder =
        ResultsFolder.open(ResultsLocation.of(uri, spark.sparkContext().hadoopConfiguration()));
    return ResultsFolder.attempt(uri + ": cannot be read", () -> tables(spark, folder));
  }

  static Map<String, Dataset<Row>> tables(SparkSession spark, ResultsFolder folder)
      throws IOException {
    List<RunRow> runs = folder.runs();
    Dataset<Row> trials = trials(spark, folder.trialFiles());
    Design design = Design.read(spark, folder, runs);
    Map<String, Dataset<Row>> tables = new LinkedHashMap<>();
    tables.put("sweeps", sweeps(spark, folder, runs));
    tables.put("design", design.all());
    tables.put("trials", trials.drop(NESTED.toArray(String[]::new)));
    for (String nested : NESTED) {
      tables.put(nested, trials.selectExpr("trial_id", "inline(" + nested + ")"));
    }
    tables.put("results", ResultsView.of(design.latest(), trials));
    return tables;
  }

  private static Dataset<Row> sweeps(SparkSession spark, ResultsFolder folder, List<RunRow> runs) {
    return read(
        spark,
        SparkSchema.of(RecordSchema.of(RunRow.class).schema()),
        runs.stream().map(run -> folder.runFiles().file(run)).toList());
  }

  private static Dataset<Row> trials(SparkSession spark, TrialFiles files) {
    List<Path> paths = files.live().stream().map(FileStatus::getPath).toList();
    Dataset<Row> rows = read(spark, TRIALS, paths);
    if (files.dead().isEmpty()) {
      return rows;
    }
    StructType place = SparkSchema.of(RecordSchema.of(TrialFiles.Place.class).schema());
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
