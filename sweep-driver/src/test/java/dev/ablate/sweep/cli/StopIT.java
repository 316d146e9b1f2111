package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.fake.PoisonEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C once, and run again. */
class StopIT {

  @TempDir Path folder;

  @Test
  void whatTrainsLeavesACheckpointAndGoesOnInTheNextRun() throws Exception {
    Study study =
        Study.write(
            folder,
            "stopped",
            "training { epochs = 30, report-every = 0 }, checkpoint-every = 1h, " + Study.seeds(2));
    Path trained = folder.resolve("trained.txt");
    try (SweepProcess sweep = start(study, trained)) {
      while (!Files.exists(trained) || Files.readAllLines(trained).size() < 6) {
        assertThat(sweep.isAlive()).isTrue();
        LockSupport.parkNanos(10_000_000);
      }
      sweep.signal("INT");
      Launcher.Result ended = sweep.await();

      assertThat(ended.exit()).as(ended.text()).isEqualTo(130);
      assertThat(ended.out()).contains("stopped   what was training left checkpoints");
    }
    assertThat(study.rows().values())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.status()).isEqualTo("stopped"));
    int epochs =
        study.rows().values().stream().mapToInt(row -> row.epochCount().epochsTrained()).sum();

    try (SweepProcess sweep = start(study, folder.resolve("more.txt"))) {
      assertThat(sweep.await().exit()).isZero();
    }
    assertThat(study.rows().values())
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.status()).isEqualTo("completed"));
    // An epoch that was cut is begun in both.
    assertThat(Files.readAllLines(folder.resolve("more.txt")))
        .hasSizeBetween(60 - epochs, 62 - epochs);
  }

  private SweepProcess start(Study study, Path trained) throws IOException {
    return SweepProcess.start(
        folder,
        Map.of(PoisonEngine.TRAINED, trained.toString()),
        study.run("--master", "local[2]"));
  }
}
