package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Large pictures take the memory that was planned, however small Java's heap is. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class LargeImagesIT {

  @Test
  void takeWhatWasPlannedBesideASmallHeap() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // A few times this is less than the network wants.
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                LargeImages.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    Map<String, Long> bytes =
        output
            .lines()
            .filter(line -> line.matches("(planned|grown) \\d+"))
            .map(line -> line.split(" "))
            .collect(Collectors.toMap(line -> line[0], line -> Long.valueOf(line[1])));
    assertThat(bytes.get("grown"))
        .as(output)
        .isBetween(bytes.get("planned") / 2, bytes.get("planned") * 11 / 10);
  }
}
