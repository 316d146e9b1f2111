package dev.ablate.sweep.results.storage;

import static dev.ablate.sweep.results.table.Rows.completed;
import static dev.ablate.sweep.results.table.Rows.failed;
import static dev.ablate.sweep.results.table.Rows.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.table.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder's name is a name: no pattern of Hadoop's or Spark's, and no part of an address. */
@ExtendWith(SparkExtension.class)
class OddNamesIT {

  @TempDir static Path temporary;

  private static MiniHdfs hdfs;

  private final SparkSession spark;

  OddNamesIT(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeAll
  static void startHdfs() throws IOException {
    hdfs = MiniHdfs.start(temporary.resolve("blocks"));
  }

  @AfterAll
  static void stopHdfs() {
    hdfs.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b/ü=[x],{y}", "*?%#+/[^a]{1,2}", "%41%2F/50%", "Grüße & Küsse;/x=1/y='2'"})
  void rowsAreWrittenAndReadUnderAnyName(String name) {
    for (String uri : List.of(temporary.resolve("local").resolve(name) + "", hdfs.uri(name))) {
      ResultsFolder folder = ResultsFolder.create(ResultsLocation.of(uri), "s");
      folder.startRun(
          Rows.run("s"),
          List.of(),
          List.of(Rows.point(0, id(1), 1), Rows.invalid(1, "no"), Rows.invalid(2, "no")));
      folder.commit(failed(id(1), 1));
      folder.commit(completed(id(1), 2, 0.5));

      assertAnswers(uri);
      folder.writeTables();
      assertAnswers(uri);
      folder.compact(Duration.ZERO);
      assertAnswers(uri);
      assertThat(folder.check()).isEmpty();
      assertThat(ResultsFolder.open(ResultsLocation.of(uri)).finished()).containsOnlyKeys(id(1));
    }
  }

  private void assertAnswers(String uri) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Sql.run(
        spark,
        uri,
        "SELECT r.validation_accuracy, t.attempt, count(e.epoch) > 0 AS measured FROM results r"
            + " JOIN trials t USING (trial_id) JOIN epochs e USING (trial_id) GROUP BY ALL",
        Sql.Format.CSV,
        new PrintStream(answer, true, StandardCharsets.UTF_8));
    assertThat(answer.toString(StandardCharsets.UTF_8))
        .isEqualTo("validation_accuracy,attempt,measured\n0.5,2,true\n");
  }
}
