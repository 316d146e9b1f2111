package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A long sweep's memory stays level. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class ManyModelsIT {

  @Test
  void threeHundredTrialsHoldWhatTwentyHeld() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // All of Java's heap is there from the start, so what grows is native.
                "-Xms384m",
                "-Xmx384m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                ManyModels.class.getName(),
                "20",
                "300")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    List<Long> resident =
        output
            .lines()
            .filter(line -> line.startsWith("resident "))
            .map(line -> Long.valueOf(line.substring("resident ".length())))
            .toList();

    assertThat(resident).hasSize(2);
    System.out.printf(
        "resident MiB after 20 and 300 trials: %d, %d%n",
        resident.get(0) >> 20, resident.get(1) >> 20);
    assertThat(resident.get(1)).isLessThan(resident.get(0) * 11 / 10);
  }
}
