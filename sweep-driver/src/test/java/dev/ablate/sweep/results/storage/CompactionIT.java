package dev.ablate.sweep.results.storage;

import static dev.ablate.sweep.results.table.Rows.completed;
import static dev.ablate.sweep.results.table.Rows.failed;
import static dev.ablate.sweep.results.table.Rows.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.Results;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.trial.TrialId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class CompactionIT {

  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path temporary;

  private final SparkSession spark;
  private ResultsFolder folder;

  CompactionIT(SparkSession spark) {
    this.spark = spark;
  }

  @BeforeEach
  void createFolder() {
    folder = ResultsFolder.create(ResultsLocation.of(temporary.toString()), "s");
  }

  @Test
  void coveredFilesStayForReadersAndGoLater() throws IOException {
    commit(1, 4);
    Map<TrialId, FinishedTrial> before = folder.finished();

    assertThat(folder.compact(LONG)).isEqualTo(new Compaction(4, 0, 4));
    assertThat(folder.finished()).isEqualTo(before);
    assertThat(folder.compact(Duration.ZERO)).isEqualTo(new Compaction(0, 4, 0));
    assertThat(folder.finished()).isEqualTo(before);
    assertThat(names()).singleElement().asString().matches("merged-.*\\.parquet");
  }

  @Test
  void everyColumnSurvives() {
    commit(1, 3);
    List<TrialRow> before = rows();

    folder.compact(Duration.ZERO);

    assertThat(rows()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void sparkSeesEachTrialOnceBetweenTheSteps() {
    commit(1, 3);
    folder.compact(LONG);

    assertThat(trials()).containsExactly(key(1, 1), key(2, 1), key(3, 1));
  }

  @Test
  void newerAttemptSupersedesAMergedRow() throws IOException {
    folder.commit(failed(id(1), 1));
    folder.commit(completed(id(2), 1, 0.5));
    folder.compact(Duration.ZERO);
    folder.commit(completed(id(1), 2, 0.5));

    assertThat(folder.finished().get(id(1)).attempt()).isEqualTo(2);
    assertThat(trials()).containsExactly(key(1, 2), key(2, 1));

    folder.compact(Duration.ZERO);

    assertThat(names()).hasSize(1);
    assertThat(trials()).containsExactly(key(1, 2), key(2, 1));
  }

  @Test
  void lateDuplicateOfAMergedRowIsNotSeen() throws IOException {
    commit(1, 2);
    Path single = temporary.resolve("trials/" + id(1) + ".1.parquet");
    Path late = temporary.resolve("late");
    Files.copy(single, late);
    folder.compact(Duration.ZERO);
    Files.move(late, single, StandardCopyOption.REPLACE_EXISTING);

    assertThat(trials()).containsExactly(key(1, 1), key(2, 1));
    assertThat(folder.compact(Duration.ZERO).deleted()).isEqualTo(1);
  }

  @Test
  void mergedFilesAreMergedAgain() throws IOException {
    commit(1, 2);
    folder.compact(Duration.ZERO);
    commit(3, 4);
    folder.compact(Duration.ZERO);

    assertThat(names()).hasSize(1);
    assertThat(trials()).hasSize(4);
  }

  @Test
  void damagedFileStopsItBeforeAnythingIsLost() throws IOException {
    commit(1, 3);
    Path damaged = temporary.resolve("trials/" + id(2) + ".1.parquet");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[100] ^= 1;
    Files.write(damaged, bytes);

    assertThatThrownBy(() -> folder.compact(Duration.ZERO))
        .isInstanceOf(ResultsException.class)
        .hasMessageStartingWith(damaged + ": cannot be read: ");
    assertThat(names()).hasSize(3);
  }

  @Test
  void damagedMergedFileKeepsWhatItCovers() throws IOException {
    commit(1, 3);
    folder.compact(LONG);
    Path merged =
        temporary
            .resolve("trials")
            .resolve(names().stream().filter(name -> name.startsWith("merged")).findAny().get());
    byte[] bytes = Files.readAllBytes(merged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(merged, bytes);

    assertThatThrownBy(() -> folder.compact(Duration.ZERO))
        .isInstanceOf(ResultsException.class)
        .hasMessageStartingWith(merged + ": cannot be read: ");
    assertThat(names()).hasSize(4);
  }

  @Test
  void deadCompactionsLeftoversGo() throws IOException {
    commit(1, 1);
    Files.writeString(temporary.resolve("trials/.merged-x.parquet.y"), "half");

    folder.compact(Duration.ZERO);

    assertThat(names()).containsExactly(id(1) + ".1.parquet");
  }

  private void commit(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(i -> folder.commit(completed(id(i), 1, 0.5, 0.6)));
  }

  private static String key(int digit, int attempt) {
    return "[" + id(digit) + "," + attempt + "]";
  }

  private List<String> trials() {
    Results.open(spark, temporary.toString());
    return spark
        .sql("SELECT trial_id, attempt FROM trials ORDER BY trial_id")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  private List<TrialRow> rows() {
    RecordSchema<TrialRow> schema = RecordSchema.of(TrialRow.class);
    try {
      ResultFiles files = ResultFiles.open(folder.location());
      List<TrialRow> rows = new ArrayList<>();
      for (org.apache.hadoop.fs.FileStatus file : files.trials().live()) {
        rows.addAll(TrialFiles.readFile(files.storage(), file, schema));
      }
      return rows;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("trials"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
