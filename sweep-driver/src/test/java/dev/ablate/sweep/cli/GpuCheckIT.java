package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of a machine's GPU, on one that has none: the script itself. */
class GpuCheckIT {

  @TempDir Path folder;

  @Test
  void withoutADeviceItPassesAndSaysSo() throws IOException {
    Launcher.Result result =
        check("--steps", "devices,bench", "--out", folder.resolve("figures").toString());

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(folder.resolve("figures"))
        .content()
        .contains("devices: exit code 0", "bench: exit code 3", "nothing was measured")
        .endsWith("passed\n");
  }

  @Test
  void whatFailsIsNamedWithItsOutput() throws IOException {
    Launcher.Result result =
        check(
            "--steps",
            "lenet",
            "--iterations",
            "10",
            "--set",
            "sweep.dataset.nam=mnist",
            "--out",
            folder.resolve("figures").toString());

    assertThat(result.exit()).as(result.text()).isEqualTo(1);
    assertThat(folder.resolve("figures"))
        .content()
        .contains("lenet: exit code 1", "sweep.dataset.nam is not a key")
        .endsWith("failed: 1 of the steps\n");
  }

  private Launcher.Result check(String... arguments) throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\necho 'No devices were found'\nexit 6\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return Launcher.script(
        "deploy/gpu-check",
        folder,
        Map.of("PATH", folder + ":" + System.getenv("PATH")),
        arguments);
  }
}
