package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials that train nothing are all committed; how fast is for who runs the benchmark. */
class SchedulerBenchmarkIT {
  @TempDir Path folder;

  @Test
  void everyTrialIsCommitted() {
    Launcher.Result result = Launcher.sweep(folder, "bench", "scheduler", "--trials", "200");

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(result.out()).startsWith("200 trials on local[2]: 200 rows committed, ");
  }

  @Test
  void whatWaitsIsComparedWithTheLowerBound() {
    Launcher.Result result =
        Launcher.sweep(folder, "bench", "makespan", "--trials", "8", "--slots", "8");

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(result.out())
        .matches(
            "8 trials in 8 slots of this process: 8 rows committed after [0-9.]+ s, lower bound"
                + " [0-9.]+ s, ratio [0-9.]+\\R"
                + "slots busy [0-9.]+ % until the last trial began; .+\\R");
  }
}
