package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.storage.StoredTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose time is over leaves whole trials for the next. */
class BudgetIT {
  @TempDir Path temporary;

  private Path folder;

  /** Logs and results lie where a path has a space. */
  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("a folder"));
  }

  @Test
  void runEndsWholeAndTheNextOneGoesOn() throws IOException {
    Launcher.Result first = run("sweep.budget.stop-after=1s", folder.resolve("cache"));
    long done = count();
    // What trials took cannot be remembered, which must not cost the tables.
    Path noFolder = Files.createFile(folder.resolve("file"));
    Launcher.Result second = run("sweep.budget.max-trials=100", noFolder);

    assertThat(first.exit()).as(first.text()).isZero();
    assertThat(done).isLessThan(16);
    assertThat(first.out())
        .contains("the time is over; " + (16 - done) + " trials are left for the next run");
    assertThat(second.out()).contains((16 - done) + " to run").doesNotContain("the time is over");
    assertThat(second.out()).contains("not remembered: " + noFolder + "/ablate/costs cannot be");
    assertThat(second.exit()).as(second.text()).isZero();
    assertThat(folder.resolve("results/tables/results/part-0.parquet")).exists();
    assertThat(count()).isEqualTo(16);
  }

  private Launcher.Result run(String budget, Path cache) {
    return Launcher.sweep(
        folder,
        Map.of("XDG_CACHE_HOME", cache.toString()),
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
