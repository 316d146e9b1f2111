package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.flat.FlatTable;
import dev.ablate.sweep.results.flat.FlatTables;
import dev.ablate.sweep.results.storage.FileProblems;
import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.TrialRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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
 * opened. A table is read when it is first asked for: from its flat copy where that says what the
 * folder holds, else from the trials' and runs' files.
 */
public final class SparkTables {

  private static final StructType TRIALS = SparkSchema.of(RecordSchema.of(TrialRow.class).schema());

  private final SparkSession spark;
  private final ResultsLocation folder;
  private final FlatTables tables;
  private final boolean exact;
  private final Map<String, Dataset<Row>> read = new HashMap<>();

  private SparkTables(SparkSession spark, ResultFiles files) throws IOException {
    this.spark = spark;
    this.folder = files.location();
    this.tables = FlatTables.of(files);
    this.exact = tables.areCopiesExact();
  }

  /**
   * Opens a folder.
   *
   * @throws ResultsException if there is no results folder
   */
  public static SparkTables open(SparkSession spark, String uri) {
    ResultFiles files =
        ResultFiles.open(ResultsLocation.of(uri, spark.sparkContext().hadoopConfiguration()));
    return FileProblems.attempt(
        uri + ": cannot be read", () -> TrialFiles.retried(() -> new SparkTables(spark, files)));
  }

  /** The names of the tables, in the order that people ask for them. */
  public static List<String> names() {
    return FlatTables.names();
  }

  /** The columns of a table, which is not read for that. */
  public StructType schema(String name) {
    return FileProblems.attempt(cannotRead(), () -> SparkSchema.of(tables.table(name).schema()));
  }

  /** A table. */
  public Dataset<Row> table(String name) {
    return read.computeIfAbsent(
        name, absent -> FileProblems.attempt(cannotRead(), () -> opened(name)));
  }

  private String cannotRead() {
    return folder.uri() + ": cannot be read";
  }

  private Dataset<Row> opened(String name) throws IOException {
    FlatTable flat = tables.table(name);
    StructType schema = SparkSchema.of(flat.schema());
    if (exact && FlatTables.hasCopy(name)) {
      return read(schema, List.of(tables.copy(name)));
    }
    if (!FlatTables.OWN.contains(name)) {
      return DerivedViews.of(spark, folder, name, schema);
    }
    if (FlatTables.NESTED.contains(name)) {
      return unfolded(name, schema);
    }
    List<Row> rows = new ArrayList<>();
    flat.rows().forEach(row -> rows.add(SparkSchema.row(row)));
    return spark.createDataFrame(rows, schema);
  }

  private Dataset<Row> unfolded(String name, StructType schema) {
    Dataset<Row> rows = trials().selectExpr("trial_id", "inline(" + name + ")");
    if (List.of(schema.fieldNames()).contains("diverged")) {
      rows =
          rows.withColumn("finite", functions.expr("abs(value) < double('Infinity')"))
              .withColumn("value", functions.expr("if(finite, value, null)"))
              .withColumn("diverged", functions.expr("NOT finite"))
              .drop("finite");
    }
    return rows;
  }

  private Dataset<Row> trials() {
    TrialFiles files = tables.trials();
    List<Path> paths = files.live().stream().map(FileStatus::getPath).toList();
    Dataset<Row> rows = read(TRIALS, paths);
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

  /** Reads files of one schema; perhaps none. Their names are no patterns. */
  private Dataset<Row> read(StructType schema, List<Path> files) {
    return files.isEmpty()
        ? spark.createDataFrame(List.of(), schema)
        : spark
            .read()
            .schema(schema)
            .option("__globPaths__", "false")
            .parquet(files.stream().map(Path::toString).toArray(String[]::new));
  }
}
