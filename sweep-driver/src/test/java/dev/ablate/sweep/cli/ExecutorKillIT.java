package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills an executor every few seconds, so that no trial gets through without its checkpoints. */
class ExecutorKillIT {

  private static final int TRIALS = Study.FULL ? 6 : 2;
  private static final int EPOCHS = Study.FULL ? 240 : 120;
  private static final int MOST_KILLS = Study.FULL ? Integer.MAX_VALUE : 3;
  private static final long EVERY_SECONDS = 6;

  @TempDir Path folder;

  @Test
  void trialsGoOnFromTheirCheckpoints() throws Exception {
    String settings =
        "training { epochs = "
            + EPOCHS
            + ", report-every = 0 }, checkpoint-every = 1s, "
            + Study.seeds(TRIALS);
    Study undisturbed = Study.write(folder, "undisturbed", settings);
    Study killed = Study.write(folder, "killed", settings);
    int kills = 0;
    try (SweepProcess sweep = start(undisturbed, "local[2]")) {
      assertThat(sweep.await().exit()).isZero();
    }
    try (Cluster cluster = Cluster.start(folder, "--workers", "2", "--cores", "1")) {
      Random random = new Random(5);
      try (SweepProcess sweep = start(killed, cluster.url())) {
        FileTime lastKill = FileTime.fromMillis(0);
        while (sweep.isAlive()) {
          // A look costs little, and on a fast machine trials are over after a few seconds.
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
          List<ProcessHandle> executors = cluster.executors();
          // Who is killed again and again before it could go on is blamed, and rightly so: whatever
          // trains must have left a checkpoint since the last kill, on a slow machine too.
          boolean begun = Files.isDirectory(killed.results().resolve("trials"));
          int open = TRIALS - (begun ? killed.rows().size() : 0);
          if (kills < MOST_KILLS
              && Duration.between(lastKill.toInstant(), Instant.now()).toSeconds() >= EVERY_SECONDS
              && checkpointsSince(lastKill, killed) >= Math.min(2, open)
              && !executors.isEmpty()
              && executors.get(random.nextInt(executors.size())).destroyForcibly()) {
            kills++;
            lastKill = FileTime.from(Instant.now());
          }
        }
        Launcher.Result ended = sweep.await();
        assertThat(ended.exit()).as(ended.text()).isZero();
      }
    }

    assertThat(kills).isPositive();
    assertThat(killed.measurements()).hasSize(TRIALS).isEqualTo(undisturbed.measurements());
    assertThat(killed.rows().values())
        .allSatisfy(row -> assertThat(row.status()).isEqualTo("completed"));
    double seconds =
        undisturbed.rows().values().stream()
            .mapToDouble(row -> row.totalSeconds())
            .average()
            .orElse(0);
    System.out.printf(
        "%d executors killed, one every %d s; %d trials of %.0f s undisturbed%n",
        kills, EVERY_SECONDS, TRIALS, seconds);
  }

  private static int checkpointsSince(FileTime time, Study study) throws IOException {
    Path folder = study.results().resolve("checkpoints");
    int count = 0;
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.checkpoint")) {
        for (Path file : files) {
          count += Files.getLastModifiedTime(file).compareTo(time) > 0 ? 1 : 0;
        }
      } catch (NoSuchFileException e) {
        // One that just went: its trial has ended.
        return count;
      }
    }
    return count;
  }

  private SweepProcess start(Study study, String master) {
    return SweepProcess.start(folder, Map.of(), study.run("--master", master));
  }
}
