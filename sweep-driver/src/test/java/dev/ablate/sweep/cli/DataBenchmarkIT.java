package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that do not fit are trained on and deleted; how fast is for who runs the benchmark. */
class DataBenchmarkIT {

  @TempDir Path folder;

  @Test
  void leavesNothing() throws Exception {
    Launcher.Result result =
        Launcher.sweep(
            folder,
            "bench",
            "data",
            "--images",
            "1500",
            "--side",
            "160",
            "--heap",
            "200m",
            "--folder",
            folder.toString());

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(result.out())
        .containsPattern("1,188 images: \\d+ images/s, -?[\\d.]+ % of training outside its steps")
        .contains("again and again");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("ablate"))).isEmpty();
    }
  }
}
