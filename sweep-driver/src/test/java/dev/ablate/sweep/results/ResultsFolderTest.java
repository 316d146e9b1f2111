package dev.ablate.sweep.results;

import static dev.ablate.sweep.results.table.Rows.completed;
import static dev.ablate.sweep.results.table.Rows.failed;
import static dev.ablate.sweep.results.table.Rows.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.EpochCount;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.Rows;
import dev.ablate.sweep.results.table.RunRow;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {

  @TempDir Path temporary;

  @Test
  void validationAccuraciesAreThoseOfTheNewestAttempt() {
    ResultsFolder folder = create("a");
    folder.commit(completed(id(1), 1, 0.25));
    folder.commit(completed(id(1), 2, 0.5, 0.75));

    assertThat(folder.validationAccuracies()).isEqualTo(Map.of(id(1), Map.of(1, 0.5, 2, 0.75)));
  }

  @Test
  void committedTrialIsFinished() throws IOException {
    ResultsFolder folder = create("a");

    folder.commit(completed(id(1), 1, 0.5, 0.6));

    assertThat(folder.finished())
        .containsOnlyKeys(id(1))
        .containsValue(new FinishedTrial(id(1), 1, "completed", null, null, 2, 2, false));
    assertThat(names("trials")).containsExactly("0000000000000001.1.parquet");
  }

  @Test
  void committingAgainChangesNothing() throws IOException {
    ResultsFolder folder = create("a");

    folder.commit(completed(id(1), 1, 0.5));
    folder.commit(completed(id(1), 1, 0.5));

    assertThat(names("trials")).containsExactly("0000000000000001.1.parquet");
  }

  @Test
  void newestAttemptCounts() {
    ResultsFolder folder = create("a");

    folder.commit(completed(id(1), 10, 0.5));
    folder.commit(failed(id(1), 9));

    assertThat(folder.finished().get(id(1)).attempt()).isEqualTo(10);
  }

  @Test
  void trialWhoseCheckpointIsKeptGoesOn() throws IOException {
    ResultsFolder folder = create("a");
    folder.commit(completed(id(1), 1, 0.5));
    folder.commit(completed(id(2), 1, 0.5));
    for (int trial = 1; trial <= 2; trial++) {
      int content = trial;
      folder.checkpoints().write(id(trial), out -> out.write(content));
    }

    folder.removeCheckpoint(id(2));

    assertThat(names("checkpoints")).containsExactly("0000000000000001.checkpoint");
    assertThat(folder.finished().get(id(1)).goesOn()).isTrue();
    assertThat(folder.finished().get(id(2)).goesOn()).isFalse();
    assertThat(folder.checkpoints().open(id(1))).isPresent();
    assertThat(folder.checkpoints().open(id(2))).isEmpty();
  }

  @Test
  void unfinishedWriteIsSeenByNobody() throws IOException {
    ResultsFolder folder = create("a");
    Files.writeString(temporary.resolve("a/trials/.0000000000000001.1.parquet.tmp"), "half");

    assertThat(folder.finished()).isEmpty();
  }

  @Test
  void failedWriteLeavesNothing() throws IOException {
    ResultsFolder folder = create("a");
    ResultFiles files = ResultFiles.open(folder.location());
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(files.root(), "trials/x");

    assertThatThrownBy(
            () ->
                files
                    .storage()
                    .write(
                        target,
                        out -> {
                          out.write(1);
                          throw new IOException("disk full");
                        }))
        .hasMessage("disk full");

    assertThat(names("trials")).isEmpty();
  }

  @Test
  void executorsAreToldWhatHadoopsFilesSay() throws IOException {
    Path settings = Files.createDirectory(temporary.resolve("settings"));
    Files.writeString(
        settings.resolve("core-site.xml"),
        """
        <configuration>
          <property><name>dfs.nameservices</name><value>night</value></property>
          <property><name>fs.trash.interval</name><value>5</value></property>
        </configuration>
        """);
    ResultsLocation given =
        new ResultsLocation(temporary.resolve("a").toString(), Map.of("fs.trash.interval", "7"));
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ResultsLocation location;
    try (URLClassLoader withSettings =
        new URLClassLoader(new URL[] {settings.toUri().toURL()}, loader)) {
      Thread.currentThread().setContextClassLoader(withSettings);
      location = ResultsFolder.create(given, "s").location();
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
    }

    assertThat(location.hadoopProperties())
        .containsEntry("dfs.nameservices", "night")
        .containsEntry("fs.trash.interval", "7")
        .doesNotContainKey("fs.defaultFS");
  }

  @Test
  void unknownHostIsNamed() {
    assertThatThrownBy(
            () -> ResultsFolder.create(ResultsLocation.of("hdfs://night.invalid/results"), "s"))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            "hdfs://night.invalid/results: cannot be made: there is no host night.invalid; if it is"
                + " a name from Hadoop's settings, HADOOP_CONF_DIR must name their folder");
  }

  @Test
  void damagedFilesAreAllNamed() throws IOException {
    ResultsFolder folder = create("a");
    for (int i = 1; i <= 3; i++) {
      folder.commit(completed(id(i), 1, 0.5));
    }
    Path cut = temporary.resolve("a/trials/0000000000000001.1.parquet");
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 10));
    Path empty = temporary.resolve("a/trials/0000000000000003.1.parquet");
    Files.write(empty, new byte[0]);

    assertThatThrownBy(folder::finished)
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining(cut + ": cannot be read: ")
        .hasMessageContaining(empty + ": cannot be read: ");
  }

  @Test
  void otherSweepIsRefused() {
    create("a").startRun(Rows.run("first"), List.of(), List.of());

    assertThatThrownBy(() -> ResultsFolder.create(location("a"), "second"))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            temporary.resolve("a")
                + ": holds the results of sweep \"first\", not of \"second\"; choose another folder"
                + " as sweep.output");
  }

  @Test
  void fileAboveIsNamed() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThatThrownBy(() -> create("file/a"))
        .isInstanceOf(ResultsException.class)
        .hasMessage(file + "/a: cannot be made, because " + file + " is a file");
  }

  @Test
  void folderWithOtherFilesIsRefused() throws IOException {
    Files.createDirectories(temporary.resolve("home/documents"));

    assertThatThrownBy(() -> create("home"))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            temporary.resolve("home")
                + ": holds other files, choose another folder as sweep.output");
  }

  @Test
  void missingFolderCannotBeOpened() {
    assertThatThrownBy(() -> ResultsFolder.open(location("none")))
        .isInstanceOf(ResultsException.class)
        .hasMessage(temporary.resolve("none") + ": there is no such folder");
  }

  @Test
  void otherFolderCannotBeOpened() {
    assertThatThrownBy(() -> ResultsFolder.open(location("")))
        .isInstanceOf(ResultsException.class)
        .hasMessage(temporary + ": is no results folder, it holds no \"trials\"");
  }

  @Test
  void runsAreNumbered() {
    ResultsFolder folder = create("a");
    for (int i = 1; i <= 11; i++) {
      assertThat(folder.startRun(Rows.run("a"), List.of(), List.of()).run()).isEqualTo(i);
    }

    assertThat(folder.runs()).extracting(RunRow::run).hasSize(11).last().isEqualTo(11);
    assertThat(folder.runs().get(0)).isEqualTo(Rows.run("a").numbered(1));
  }

  @Test
  void weightsAppearWhenWhole() throws IOException {
    ResultsFolder folder = create("a");
    Path file = temporary.resolve("a/models/" + id(1) + "/best.weights");
    folder
        .weights()
        .write(
            id(1),
            "best",
            out -> {
              out.write(42);
              assertThat(file).doesNotExist();
            });

    assertThat(temporary.resolve("a/models/" + id(1) + "/best.weights"))
        .hasBinaryContent(new byte[] {42});
    assertThat(names("models/" + id(1))).containsExactly("best.weights");
  }

  @Test
  void whatCannotBeWrittenToItsEndLeavesTheOldWeights() throws IOException {
    ResultsFolder folder = create("a");
    folder.weights().write(id(1), "best", out -> out.write(42));

    assertThatThrownBy(
            () ->
                folder
                    .weights()
                    .write(
                        id(1),
                        "best",
                        out -> {
                          out.write(43);
                          throw new IllegalStateException("half of them");
                        }))
        .hasMessage("half of them");

    assertThat(temporary.resolve("a/models/" + id(1) + "/best.weights"))
        .hasBinaryContent(new byte[] {42});
    assertThat(names("models/" + id(1))).containsExactly("best.weights");
  }

  @Test
  void weightsStayInTheirFolder() {
    assertThatThrownBy(() -> create("a").weights().write(id(1), "../../x", out -> {}))
        .hasMessage(
            "a name of weights must consist of lower-case letters, digits and '-', but was"
                + " \"../../x\"");
  }

  @Test
  void leaderboardRanksByBestValidationAccuracy() {
    ResultsFolder folder = create("a");
    folder.commit(completed(id(1), 1, 0.5, 0.9, 0.9, 0.4));
    folder.commit(completed(id(2), 1, 0.6, 0.7));
    folder.commit(Rows.diverged(id(3), 0.99));
    folder.commit(failed(id(4), 1));

    List<LeaderboardRow> best = folder.leaderboard(10);

    assertThat(best).extracting(LeaderboardRow::id).containsExactly(id(1), id(2));
    assertThat(best.get(0).accuracy()).isEqualTo(0.9);
    assertThat(best.get(0).epoch()).isEqualTo(2);
  }

  @Test
  void leaderboardFallsBackToTestAccuracy() {
    ResultsFolder folder = create("a");
    folder.commit(Rows.withoutValidation(id(1), 0.5, 0.7));

    LeaderboardRow best = folder.leaderboard(1).get(0);

    assertThat(best.accuracy()).isEqualTo(0.7 - 0.01);
    assertThat(best.epoch()).isEqualTo(2);
  }

  @Test
  void epochThatWasCutIsMeasuredButNotTrained() {
    ResultsFolder folder = create("a");
    folder.commit(Rows.cut(id(1), 0.5, 0.7));

    assertThat(folder.leaderboard(1).get(0).epoch()).isEqualTo(2);
    assertThat(folder.scores().get(0).epochsTrained()).isEqualTo(1);
    assertThat(folder.check()).isEmpty();
  }

  @Test
  void attemptThatFailedKeepsTheEpochThatWasCut() {
    ResultsFolder folder = create("a");
    folder.commit(Rows.cut(id(1), 0.7));
    folder.commit(failed(id(1), 2));

    assertThat(folder.details().get(id(1).value()).epochCount()).isEqualTo(new EpochCount(3, 0, 1));
  }

  private ResultsLocation location(String name) {
    return ResultsLocation.of(temporary.resolve(name).toString());
  }

  private ResultsFolder create(String name) {
    return ResultsFolder.create(location(name), "a");
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("a").resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
