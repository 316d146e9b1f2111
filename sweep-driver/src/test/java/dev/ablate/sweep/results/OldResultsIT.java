package dev.ablate.sweep.results;

import static dev.ablate.sweep.results.table.Rows.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.flat.FlatTables;
import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Rows;
import dev.ablate.sweep.results.table.TrialRow;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.Tuple2;

/** What was written by the first schema version stays readable. */
@ExtendWith(SparkExtension.class)
class OldResultsIT {

  private final SparkSession spark;
  private final Path fixture;
  private final ResultsFolder folder;

  OldResultsIT(SparkSession spark) throws URISyntaxException {
    this.spark = spark;
    this.fixture = Path.of(OldResultsIT.class.getResource("/results-v1").toURI());
    this.folder = ResultsFolder.open(ResultsLocation.of(fixture.toString()));
  }

  @Test
  void trialsAreThere() {
    assertThat(folder.finished().values())
        .containsExactly(
            new FinishedTrial(id(1), 1, "completed", null, null, 2, 2, false),
            new FinishedTrial(id(2), 2, "completed", null, null, 3, 3, false));
    assertThat(folder.check()).isEmpty();
  }

  @Test
  void runsAreThere() {
    assertThat(folder.runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.sweepId()).isEqualTo("fixture");
              assertThat(run.startedAt()).isEqualTo(Rows.START);
              assertThat(run.points()).isEqualTo(3);
            });
  }

  @Test
  void sparkJoinsThem() {
    Results.open(spark, fixture.toString());

    assertThat(
            spark
                .sql(
                    "SELECT point, axis_learning_rate, axis_batch_norm, axis_optimizer, validity,"
                        + " status, attempt, best_epoch, best_validation_accuracy, test_accuracy"
                        + " FROM results ORDER BY point")
                .collectAsList()
                .stream()
                .map(Row::toString))
        .containsExactly(
            "[0,0.1,true,adam,valid,completed,1,2,0.75,0.74]",
            "[1,0.1,false,sgd,valid,completed,2,2,0.5,0.115]",
            "[2,1.0,false,sgd,invalid,null,null,null,null,null]");
  }

  /** The quickstart as an earlier version left it, with the tables that it made itself. */
  @Test
  void tablesSayWhatTheySaidThen() throws URISyntaxException {
    String quickstart =
        Path.of(OldResultsIT.class.getResource("/results-v1-quickstart").toURI()).toString();
    Results.open(spark, quickstart);

    List<String> known = FlatTables.OWN.stream().filter(OldResultsIT::isInFixture).toList();
    assertThat(known).hasSize(8);
    for (String table : known) {
      Dataset<Row> then = spark.read().parquet(quickstart + "/tables/" + table);
      Column[] columns = Stream.of(then.columns()).map(functions::col).toArray(Column[]::new);
      Dataset<Row> now = spark.table(table).select(columns);
      // What was not finite is null now, as are scores of a trial that did not complete.
      then =
          then.selectExpr(
              Stream.of(then.dtypes()).map(OldResultsIT::finite).toArray(String[]::new));
      if (table.equals("results")) {
        then = then.where("status = 'completed'");
        now = now.where("status = 'completed'");
      }
      assertThat(now.exceptAll(then).collectAsList()).as(table).isEmpty();
      assertThat(then.exceptAll(now).collectAsList()).as(table).isEmpty();
    }
    assertThat(spark.table("results").count()).isEqualTo(16);
  }

  private static String finite(Tuple2<String, String> column) {
    String name = "`" + column._1() + "`";
    return column._2().equals("DoubleType")
        ? "if(abs(" + name + ") < double('Infinity'), " + name + ", null) AS " + name
        : name;
  }

  private static boolean isInFixture(String table) {
    return OldResultsIT.class.getResource("/results-v1-quickstart/tables/" + table) != null;
  }

  @Test
  void noColumnWasRenamedOrChanged() throws Exception {
    ResultFiles files = ResultFiles.open(folder.location());
    FileStatus file = files.trials().live().get(0);
    MessageType old = ParquetRows.schema(files.storage().files(), file, "fixture");

    assertKept(old, RecordSchema.of(TrialRow.class).schema().messageType());
  }

  private static void assertKept(GroupType old, GroupType now) {
    for (Type column : old.getFields()) {
      assertThat(now.containsField(column.getName())).as(column.getName()).isTrue();
      Type kept = now.getType(column.getName());
      if (column.isPrimitive()) {
        assertThat(kept).isEqualTo(column);
      } else {
        assertKept(column.asGroupType(), kept.asGroupType());
      }
    }
  }
}
