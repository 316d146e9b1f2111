package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large grids plan while one waits. */
final class LargePlansIT {
  @TempDir Path folder;

  @Test
  void gridOf14500PointsPlans() throws Exception {
    SweepPlan plan = LargePlans.katib(folder);

    assertThat(plan.points()).hasSize(14_500);
    assertThat(plan.trials()).hasSize(14_500);
  }

  @Test
  void anotherJvmPlansTheSame() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2",
                "-cp",
                System.getProperty("java.class.path"),
                LargePlans.class.getName(),
                "katib")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(output.strip()).isEqualTo(LargePlans.digest(LargePlans.katib(folder)));
  }

  @Test
  void millionPointsUnderConstraintsPlanWithin2Gibibytes() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                LargePlans.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(output)
        .startsWith("points=1000000 excluded=436000 invalid=141000 trials=84600 seconds=");
  }
}
