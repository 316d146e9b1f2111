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
}
