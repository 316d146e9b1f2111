package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.fake.PoisonEngine;
import dev.ablate.sweep.results.table.TrialRow;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Five trials of a sweep go wrong, each in its way; the others must not notice. */
class PoisonIT {

  private static final int HEALTHY = Study.FULL ? 35 : 5;

  /** Waiting for one that hangs takes long: only in full. */
  private static final long[] POISON =
      Study.FULL
          ? new long[] {
            PoisonEngine.THROWS,
            PoisonEngine.DIVERGES,
            PoisonEngine.HUNGERS,
            PoisonEngine.ABORTS,
            PoisonEngine.HANGS
          }
          : new long[] {
            PoisonEngine.THROWS, PoisonEngine.DIVERGES, PoisonEngine.HUNGERS, PoisonEngine.ABORTS
          };

  @TempDir Path folder;

  @Test
  void eachPoisonIsARowInLocalMode() throws Exception {
    run("local[2]");
  }

  @Test
  @EnabledIfSystemProperty(named = "ablate.faults", matches = "full")
  void eachPoisonIsARowOnACluster() throws Exception {
    try (Cluster cluster = Cluster.start(folder, "--workers", "2", "--cores", "1")) {
      run(cluster.url());
    }
  }

  private void run(String master) throws Exception {
    Study study =
        Study.write(
            folder,
            "poison",
            "training.epochs = 2, checkpoint-every = 2s, limits.trial-time = 20s, "
                + Study.seeds(HEALTHY, POISON));
    Launcher.Result ended;
    try (SweepProcess sweep = SweepProcess.start(folder, Map.of(), study.run("--master", master))) {
      ended = sweep.await();
    }

    assertThat(ended.exit()).as(ended.text()).isZero();
    SortedMap<Long, TrialRow> rows = study.rows();
    assertThat(rows).hasSize(HEALTHY + POISON.length);
    assertThat(rows.headMap(1000L).values())
        .hasSize(HEALTHY)
        .allSatisfy(row -> assertThat(row.status()).isEqualTo("completed"));
    assertThat(rows.get(PoisonEngine.THROWS))
        .satisfies(row -> assertThat(row.failure()).isEqualTo("exception"))
        .satisfies(
            row ->
                assertThat(row.error())
                    .isEqualTo("IllegalStateException: the engine was told to fail"));
    assertThat(rows.get(PoisonEngine.DIVERGES).status()).isEqualTo("diverged");
    assertThat(rows.get(PoisonEngine.HUNGERS).failure()).isEqualTo("out-of-memory");
    assertThat(rows.get(PoisonEngine.ABORTS).failure()).isEqualTo("crash");
    if (Study.FULL) {
      assertThat(rows.get(PoisonEngine.HANGS).failure()).isEqualTo("timeout");
      assertThat(rows.get(PoisonEngine.HANGS).error())
          .isEqualTo("took longer than the limit of 20 s");
    }
    System.out.printf("%d trials, %d of them poison, on %s%n", rows.size(), POISON.length, master);
  }
}
