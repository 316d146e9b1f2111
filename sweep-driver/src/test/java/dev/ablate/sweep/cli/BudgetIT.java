package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.StoredTrials;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose time is over leaves whole trials for the next. */
class BudgetIT {
  @TempDir Path folder;

  @Test
  void runEndsWholeAndTheNextOneGoesOn() {
    Launcher.Result first = run("sweep.budget.stop-after=1s");
    long done = count();
    Launcher.Result second = run("sweep.budget.max-trials=100");

    assertThat(first.exit()).as(first.text()).isZero();
    assertThat(done).isLessThan(16);
    assertThat(first.out())
        .contains("the time is over; " + (16 - done) + " trials are left for the next run");
    assertThat(second.out()).contains((16 - done) + " to run").doesNotContain("the time is over");
    assertThat(count()).isEqualTo(16);
  }

  private Launcher.Result run(String budget) {
    return Launcher.sweep(
        folder,
        "run",
        "configs/quickstart.conf",
        "--set",
        "sweep.output=\"" + folder.resolve("results") + "\"",
        "--set",
        "sweep.dataset.train-limit=300",
        "--set",
        "sweep.dataset.test-limit=100",
        "--set",
        budget,
        "--master",
        "local[1]");
  }

  /** Trials that completed at their first attempt. */
  private long count() {
    return StoredTrials.of(folder.resolve("results")).stream()
        .filter(row -> row.status().equals("completed") && row.attempt() == 1)
        .count();
  }
}
