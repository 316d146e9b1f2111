package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
  private static final int EPOCHS = Study.FULL ? 240 : 60;
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
    try (Cluster cluster = Cluster.start(folder, "--workers", "2", "--cores", "1")) {
      try (SweepProcess sweep = start(undisturbed, cluster)) {
        assertThat(sweep.await().exit()).isZero();
      }
      Random random = new Random(5);
      try (SweepProcess sweep = start(killed, cluster)) {
        while (sweep.isAlive()) {
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(EVERY_SECONDS));
          List<ProcessHandle> executors = cluster.executors();
          if (!executors.isEmpty()
              && executors.get(random.nextInt(executors.size())).destroyForcibly()) {
            kills++;
          }
        }
        Launcher.Result ended = sweep.await();
        assertThat(ended.exit()).as(ended.text()).isZero();
      }
    }

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

  private SweepProcess start(Study study, Cluster cluster) {
    return SweepProcess.start(folder, Map.of(), study.run("--master", cluster.url()));
  }
}
