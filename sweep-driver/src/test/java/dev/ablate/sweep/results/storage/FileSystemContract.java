package dev.ablate.sweep.results.storage;

import static dev.ablate.sweep.results.table.Rows.completed;
import static dev.ablate.sweep.results.table.Rows.failed;
import static dev.ablate.sweep.results.table.Rows.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.model.NetworkSpec;
import dev.ablate.model.Shape;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.table.DesignRow;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.Rows;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StartSpec.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a results folder does on every file system. A subclass says which. */
@ExtendWith(SparkExtension.class)
abstract class FileSystemContract {

  static final Duration LONG = Duration.ofHours(1);

  private static final List<DesignRow> POINTS =
      List.of(
          Rows.point(0, id(1), 1), Rows.invalid(1, "conv1: too large"), Rows.point(2, id(2), 1));

  private final List<String> notices = new ArrayList<>();
  private Duration waited = Duration.ZERO;
  private FileSystem otherClient;
  ResultsFolder folder;
  ResultFiles files;

  /** A folder that is not there yet. */
  abstract ResultsLocation location(String name);

  @BeforeEach
  final void createFolder(TestInfo test) throws IOException {
    ResultsLocation location = location(test.getTestMethod().orElseThrow().getName());
    folder = ResultsFolder.create(location, "s");
    files = ResultFiles.open(location);
    otherClient = FileSystem.newInstance(files.root().toUri(), location.configuration());
  }

  @AfterEach
  final void deleteFolder() throws IOException {
    // First, so that what the other client left open has nowhere to go.
    files.storage().files().delete(files.root(), true);
    otherClient.close();
  }

  @Test
  final void folderIsThereOnceMade() {
    assertThat(ResultsFolder.exists(folder.location())).isTrue();
    assertThat(folder.finished()).isEmpty();
    assertThat(folder.check()).isEmpty();
    assertThatThrownBy(() -> ResultsFolder.open(location("gone")))
        .hasMessage(location("gone") + ": there is no such folder");
  }

  @Test
  final void rowIsCommittedOnce() throws IOException {
    folder.commit(completed(id(1), 1, 0.5));
    folder.commit(completed(id(1), 1, 0.5));

    assertThat(folder.holds(id(1), 1)).isTrue();
    assertThat(folder.finished()).containsOnlyKeys(id(1));
    assertThat(all("trials")).containsExactly(id(1) + ".1.parquet");
    assertThat(folder.check()).isEmpty();
  }

  @Test
  final void fileIsReplaced() throws IOException {
    Path file = inside("trials", "x");
    for (String text : List.of("one", "two", "three")) {
      files.storage().write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));

      assertThat(files.storage().readText(file)).isEqualTo(text);
    }
    files.storage().overwrite(file, "four");

    assertThat(files.storage().readText(file)).isEqualTo("four");
    assertThat(all("trials")).containsExactly("x");
  }

  @Test
  final void failedWriteLeavesNothing() throws IOException {
    assertThatThrownBy(
            () ->
                files
                    .storage()
                    .write(
                        inside("trials", "x"),
                        out -> {
                          out.write(new byte[100_000]);
                          throw new IOException("it failed");
                        }))
        .hasMessage("it failed");

    assertThat(all("trials")).isEmpty();
  }

  @Test
  final void attemptThatDiedIsSeenByNobody() throws Exception {
    folder.commit(completed(id(1), 1, 0.5));
    folder.commit(completed(id(2), 1, 0.5));
    leaveUnfinished(inside("trials", id(3) + ".1.parquet"));

    assertThat(folder.finished()).containsOnlyKeys(id(1), id(2));
    assertThat(folder.holds(id(3), 1)).isFalse();
    assertThat(folder.check()).isEmpty();
    assertThat(folder.compact(LONG)).isEqualTo(new Compaction(2, 0, 2));

    folder.commit(completed(id(3), 1, 0.5));
    assertThat(folder.finished()).containsOnlyKeys(id(1), id(2), id(3));
    assertThat(folder.check()).isEmpty();
  }

  @Test
  final void compactionThatDiedLeavesNothingForLong() throws Exception {
    folder.commit(completed(id(1), 1, 0.5));
    folder.commit(completed(id(2), 1, 0.5));
    leaveUnfinished(inside("trials", "merged-20260102T030405006Z-01234567.parquet"));

    assertThat(folder.compact(Duration.ZERO)).isEqualTo(new Compaction(2, 2, 0));

    assertThat(folder.finished()).containsOnlyKeys(id(1), id(2));
    assertThat(all("trials")).singleElement().asString().startsWith("merged-");
  }

  @Test
  final void compactionKeepsWhatReadersHaveOpen() throws IOException {
    folder.commit(failed(id(1), 1));
    folder.commit(completed(id(1), 2, 0.5));
    folder.commit(completed(id(2), 1, 0.5));

    assertThat(folder.compact(LONG)).isEqualTo(new Compaction(2, 0, 3));
    assertThat(folder.finished()).containsOnlyKeys(id(1), id(2));
    assertThat(folder.compact(Duration.ZERO)).isEqualTo(new Compaction(0, 3, 0));
    assertThat(folder.finished().get(id(1)).attempt()).isEqualTo(2);
    assertThat(folder.check()).isEmpty();
  }

  @Test
  final void damageIsNamed() throws IOException {
    folder.commit(completed(id(1), 1, 0.5));
    Path file = inside("trials", id(1) + ".1.parquet");
    byte[] bytes;
    try (InputStream in = files.storage().files().open(file)) {
      bytes = in.readAllBytes();
    }
    bytes[100] ^= 1;
    files.storage().write(file, out -> out.write(bytes));

    assertThat(folder.check()).singleElement().asString().startsWith(file + ": cannot be read");
  }

  @Test
  final void runsAreNumbered() {
    folder.startRun(Rows.run("s"), List.of(), POINTS);
    folder.startRun(Rows.run("s"), List.of(), POINTS);

    assertThat(folder.runs()).extracting(RunRow::run).containsExactly(1, 2);
    assertThat(ResultsFolder.create(folder.location(), "s").runs()).hasSize(2);
    assertThatThrownBy(() -> ResultsFolder.create(folder.location(), "other"))
        .hasMessageStartingWith(files.root() + ": holds the results of sweep \"s\"");
  }

  @Test
  final void checkpointsAndWeightsComeBack() throws IOException {
    for (int value = 1; value <= 2; value++) {
      int content = value;
      folder.checkpoints().write(id(1), out -> out.write(content));
    }
    folder.weights().write(id(1), "best", out -> out.write(3));

    try (InputStream in = folder.checkpoints().open(id(1)).orElseThrow()) {
      assertThat(in.readAllBytes()).containsExactly(2);
    }
    assertThat(folder.checkpointAt(id(1))).isPositive();
    StartSpec found =
        StoredWeights.of(folder.location())
            .find(
                new StartSpec(inside("models").toString(), null, Head.STORED),
                new NetworkSpec(List.of()).network(2),
                new Shape(1, 2, 2));
    assertThat(found.weights()).isEqualTo(inside("models", id(1) + "/best.weights").toString());
    try (InputStream in = folder.weights().open(found.weights())) {
      assertThat(in.readAllBytes()).containsExactly(3);
    }
    folder.removeCheckpoint(id(1));
    assertThat(folder.checkpoints().open(id(1))).isEmpty();
    assertThat(folder.checkpointAt(id(1))).isZero();
  }

  @Test
  final void tablesAreReplacedAndAsked(SparkSession spark) throws IOException {
    folder.location().hadoopProperties().forEach(spark.sparkContext().hadoopConfiguration()::set);
    String uri = folder.location().uri();
    folder.startRun(Rows.run("s"), List.of(), POINTS);
    // What a process leaves that dies while it writes them.
    files.storage().overwrite(inside(".tables.old.x/trials", "part-0.parquet"), "half");
    for (int trial = 1; trial <= 2; trial++) {
      folder.commit(completed(id(trial), 1, 0.5));

      folder.writeTables();

      assertThat(spark.read().parquet(uri + "/tables/trials").count()).isEqualTo(trial);
      assertThat(folder.check()).isEmpty();
      assertThat(all("")).containsExactly("runs", "tables", "trials");
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Sql.run(
        spark,
        uri,
        "SELECT trial_id FROM results WHERE status = 'completed' ORDER BY point",
        Sql.Format.CSV,
        new PrintStream(answer, true, StandardCharsets.UTF_8));
    assertThat(answer.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("trial_id\n" + id(1) + "\n" + id(2) + "\n");
  }

  @Test
  final void incidentsAreKeptAndForgotten() {
    TrialIncidents once = TrialIncidents.NONE.begun("0", 5);
    folder.record(id(1), 1, TrialIncidents.NONE);
    folder.record(id(1), 1, once);

    assertThat(folder.incidents(id(1), 1)).isEqualTo(once);

    folder.forgetIncidents(id(1), 1);
    assertThat(folder.incidents(id(1), 1)).isEqualTo(TrialIncidents.NONE);
  }

  @Test
  final void secondDriverIsRefused() throws IOException {
    try (FolderLock lock = folder.lock(notices::add)) {
      assertThatThrownBy(() -> folder.lock(notices::add))
          .isInstanceOf(ResultsException.class)
          .hasMessageStartingWith(files.root() + ": is in use by process ");
      lock.verify();
    }
    assertThat(notices).isEmpty();
    assertThat(all("")).containsExactly("trials");
  }

  @Test
  final void deadDriversLockIsTakenOver() throws IOException {
    LockOwner self = LockOwner.self();
    LockOwner dead =
        new LockOwner(self.id(), self.host(), self.processes(), self.pid(), self.started() - 1, 3);
    files.storage().overwrite(inside("lock"), dead.text());

    try (FolderLock lock = take()) {
      lock.verify();
    }
    assertThat(waited).isZero();
    assertThat(notices)
        .containsExactly(files.root() + ": taking over from " + dead + ", which is dead");
  }

  /** What a process has left that was killed while it made the lock. */
  @Test
  final void unfinishedLockIsADeadOwnersAfterAWhile() throws IOException {
    OutputStream unfinished = otherClient.create(inside("lock"), false);
    unfinished.write(1);

    try (FolderLock lock = take()) {
      lock.verify();
    }
    assertThat(all("")).containsExactly("trials");
  }

  private FolderLock take() throws IOException {
    return FolderLock.take(
        files.storage(),
        files.root(),
        LockOwner.self(),
        time -> waited = waited.plus(time),
        notices::add);
  }

  /** What a process leaves that dies while it writes a file. */
  private void leaveUnfinished(Path target) throws InterruptedException {
    CountDownLatch written = new CountDownLatch(1);
    Thread dying =
        new Thread(
            () -> {
              try {
                Storage.of(otherClient)
                    .write(
                        target,
                        out -> {
                          out.write(new byte[100_000]);
                          out.flush();
                          written.countDown();
                          while (true) {
                            LockSupport.park(this);
                          }
                        });
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    dying.setDaemon(true);
    dying.start();
    written.await();
  }

  Path inside(String part) {
    return new Path(files.root(), part);
  }

  Path inside(String part, String name) {
    return new Path(inside(part), name);
  }

  /** What lies in a part of the folder, hidden names too. */
  List<String> all(String part) throws IOException {
    Path path = part.isEmpty() ? files.root() : inside(part);
    return Arrays.stream(files.storage().files().listStatus(path))
        .map(FileStatus::getPath)
        .map(Path::getName)
        .sorted()
        .toList();
  }
}
