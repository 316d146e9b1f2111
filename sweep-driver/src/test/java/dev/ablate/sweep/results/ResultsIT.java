package dev.ablate.sweep.results;

import static dev.ablate.sweep.results.table.Rows.completed;
import static dev.ablate.sweep.results.table.Rows.diverged;
import static dev.ablate.sweep.results.table.Rows.failed;
import static dev.ablate.sweep.results.table.Rows.id;
import static dev.ablate.sweep.results.table.Rows.invalid;
import static dev.ablate.sweep.results.table.Rows.point;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class ResultsIT {

  private static final List<AxisColumn> AXES =
      List.of(
          new AxisColumn("learning-rate", AxisColumn.Type.DOUBLE),
          new AxisColumn("batch-norm", AxisColumn.Type.BOOLEAN),
          new AxisColumn("optimizer", AxisColumn.Type.TEXT));

  @TempDir Path temporary;

  private final SparkSession spark;
  private ResultsFolder folder;

  ResultsIT(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void createFolder() {
    folder = ResultsFolder.create(ResultsLocation.of(temporary.resolve("r").toString()), "s");
  }

  @Test
  void emptyFolderHasEmptyTables() {
    for (String table :
        List.of(
            "sweeps",
            "classes",
            "design",
            "trials",
            "epochs",
            "iterations",
            "layers",
            "layer_stats",
            "results")) {
      assertThat(query("SELECT * FROM " + table)).as(table).isEmpty();
    }
  }

  @Test
  void pointsSharingATrialEachSeeTheirEpoch() {
    folder.startRun(
        Rows.run("s"),
        AXES,
        List.of(
            point(0, id(1), 2, 0.1, true, "adam"),
            point(1, id(1), 4, 0.1, true, "adam"),
            invalid(2, "conv1: kernel 9 is larger than its input", 0.1, false, "sgd")));
    folder.commit(completed(id(1), 1, 0.5, 0.7, 0.9, 0.8));

    assertThat(
            query(
                "SELECT point, status, epoch, validation_accuracy, best_epoch,"
                    + " best_validation_accuracy, train_seconds, validity, reason,"
                    + " axis_learning_rate, axis_batch_norm, axis_optimizer"
                    + " FROM results ORDER BY point"))
        .containsExactly(
            "[0,completed,2,0.7,2,0.7,4.0,valid,null,0.1,true,adam]",
            "[1,completed,4,0.8,3,0.9,8.0,valid,null,0.1,true,adam]",
            "[2,null,null,null,null,null,null,invalid,conv1: kernel 9 is larger than its input,"
                + "0.1,false,sgd]");
  }

  @Test
  void trialThatDivergedLaterCompletedTheShorterPoint() {
    folder.startRun(Rows.run("s"), List.of(), List.of(point(0, id(1), 1), point(1, id(1), 3)));
    folder.commit(diverged(id(1), 0.4, 0.3));

    assertThat(
            query(
                "SELECT point, status, error, epoch, test_accuracy, best_test_accuracy, train_loss"
                    + " FROM results ORDER BY point"))
        .containsExactly(
            "[0,completed,null,1,0.39,0.39,1.0]",
            "[1,diverged,train loss was NaN,2,null,null,null]");
  }

  @Test
  void pointThatAsksMoreEpochsHasNoScoresYet() {
    folder.startRun(Rows.run("s"), List.of(), List.of(point(0, id(1), 3)));
    folder.commit(completed(id(1), 1, 0.4, 0.3));

    assertThat(query("SELECT point, status, epoch, test_accuracy FROM results"))
        .containsExactly("[0,null,null,null]");
  }

  @Test
  void failedTrialHasARowWithoutScores() {
    folder.startRun(Rows.run("s"), List.of(), List.of(point(0, id(1), 3)));
    folder.commit(failed(id(1), 1));

    assertThat(query("SELECT status, failure, error, test_accuracy, parameters FROM results"))
        .containsExactly("[failed,out-of-memory,no room,null,62938]");
  }

  @Test
  void whatWasMeasuredStaysWhenMoreEpochsFail() {
    folder.startRun(Rows.run("s"), List.of(), List.of(point(0, id(1), 2), point(1, id(1), 3)));
    folder.commit(completed(id(1), 1, 0.4, 0.5));
    folder.commit(completed(id(2), 1, 0.6));
    folder.compact(Duration.ZERO);
    folder.commit(failed(id(1), 2));
    folder.compact(Duration.ZERO);
    folder.compact(Duration.ZERO);

    assertThat(
            query(
                "SELECT point, attempt, status, failure, epoch, validation_accuracy FROM results"
                    + " ORDER BY point"))
        .containsExactly("[0,2,completed,null,2,0.5]", "[1,2,failed,out-of-memory,2,null]");
    assertThat(query("SELECT count(*) FROM epochs WHERE trial_id = '" + id(1) + "'"))
        .containsExactly("[12]");
  }

  @Test
  void newestAttemptSupersedes() {
    folder.commit(failed(id(1), 1));
    folder.commit(completed(id(1), 2, 0.5));

    assertThat(query("SELECT trial_id, attempt, status FROM trials"))
        .containsExactly("[0000000000000001,2,completed]");
  }

  @Test
  void nestedTablesAreFlat() {
    folder.commit(completed(id(1), 1, 0.5));

    assertThat(query("SELECT * FROM epochs WHERE split = 'test'"))
        .containsExactly(
            "[0000000000000001,1,test,loss,2.0,2.0,false]",
            "[0000000000000001,1,test,accuracy,0.49,2.0,false]");
    assertThat(query("SELECT trial_id, iteration, value, diverged FROM iterations"))
        .containsExactly("[0000000000000001,5,null,true]");
    assertThat(query("SELECT index, name, input, macs FROM layers"))
        .containsExactly("[0,conv1,1x28x28,156800]", "[1,output,8x28x28,62720]");
  }

  @Test
  void resultsAreOfTheLatestRunAndDesignOfAll() {
    folder.startRun(Rows.run("s"), AXES, List.of(point(0, id(1), 1, 0.1, true, "adam")));
    folder.startRun(
        Rows.run("s"),
        List.of(
            new AxisColumn("filters", AxisColumn.Type.DOUBLE),
            new AxisColumn("optimizer", AxisColumn.Type.DOUBLE)),
        List.of(point(0, id(1), 1, 8.0, 3.0)));

    assertThat(query("SELECT run, axis_filters, axis_optimizer FROM results"))
        .containsExactly("[2,8.0,3.0]");
    assertThat(
            query(
                "SELECT run, axis_filters, axis_optimizer, axis_learning_rate FROM design"
                    + " ORDER BY run"))
        .containsExactly("[1,null,adam,0.1]", "[2,8.0,3.0,null]");
    assertThat(query("SELECT sweep_id, run, points FROM sweeps ORDER BY run"))
        .containsExactly("[s,1,3]", "[s,2,3]");
    assertThat(query("SELECT * FROM classes ORDER BY run, label"))
        .containsExactly(
            "[s,1,0,shirt,5,0,2]",
            "[s,1,1,boot,4,0,1]",
            "[s,2,0,shirt,5,0,2]",
            "[s,2,1,boot,4,0,1]");
  }

  @Test
  void flatTablesAreReadWithoutSpark() throws Exception {
    folder.startRun(
        Rows.run("s"),
        AXES,
        List.of(point(0, id(1), 1, 0.1, true, "adam"), invalid(1, "too large", 0.1, false, "sgd")));
    folder.commit(completed(id(1), 1, 0.5));
    folder.writeTables();
    folder.commit(completed(id(2), 1, 0.6));
    folder.writeTables();

    assertThat(flat("trials"))
        .extracting(row -> row.getString("trial_id", 0))
        .containsExactlyInAnyOrder(id(1).value(), id(2).value());
    assertThat(flat("results")).hasSize(2);
    assertThat(flat("results").get(0).getDouble("test_accuracy", 0)).isEqualTo(0.49);
    assertThat(flat("results").get(1).getFieldRepetitionCount("test_accuracy")).isZero();
    assertThat(flat("results").get(1).getBoolean("axis_batch_norm", 0)).isFalse();
    assertThat(flat("epochs")).hasSize(12);
    assertThat(flat("layer_stats")).isEmpty();
    assertThat(flat("sweeps").get(0).getLong("started_at", 0)).isEqualTo(1_767_323_045_678_901L);
    try (Stream<Path> files = Files.walk(temporary)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".") || name.endsWith(".crc"));
    }
  }

  @Test
  void flatTablesSayTheirSchemaVersion() throws Exception {
    folder.writeTables();

    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(part("epochs"), new Configuration()))) {
      assertThat(reader.getFileMetaData().getKeyValueMetaData())
          .containsEntry("ablate.schema-version", "1");
    }
  }

  private List<String> query(String sql) {
    Results.open(spark, folder.location().uri());
    return spark.sql(sql).collectAsList().stream().map(Row::toString).toList();
  }

  private org.apache.hadoop.fs.Path part(String table) {
    return new org.apache.hadoop.fs.Path(
        folder.location().uri(), "tables/" + table + "/part-0.parquet");
  }

  private List<Group> flat(String table) throws Exception {
    List<Group> rows = new java.util.ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), part(table)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
