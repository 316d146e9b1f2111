package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without a device: nvidia-smi is shadowed by one that finds none. */
class NoDeviceIT {

  @TempDir Path folder;

  @Test
  void cudaFailsBeforeAnyTrialWithTheRemedy() throws IOException {
    Path output = folder.resolve("results");

    Launcher.Result result =
        sweep(
            "run",
            "configs/quickstart.conf",
            "--set",
            "sweep.device=cuda",
            "--set",
            "sweep.output=" + output);

    assertThat(result.exit()).as(result.text()).isEqualTo(Main.FAILED);
    assertThat(result.err())
        .contains(
            "device = cuda: NVIDIA's driver finds no device; look for it with lspci, or use device"
                + " = cpu");
    assertThat(output).doesNotExist();
  }

  @Test
  void devicesSaysWhatWouldRun() throws IOException {
    Launcher.Result result = sweep("devices");

    assertThat(result.exit()).as(result.text()).isZero();
    assertThat(result.out())
        .isEqualTo("backend   cuda-nvrtc\ndevice    cpu: NVIDIA's driver finds no device\n");
  }

  @Test
  void benchmarkWithoutDeviceHasItsOwnExitCode() throws IOException {
    Launcher.Result result = sweep("bench", "gpu");

    assertThat(result.exit()).as(result.text()).isEqualTo(Main.NO_DEVICE);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .endsWith("nothing was measured, cpu: NVIDIA's driver finds no device\n");
  }

  private Launcher.Result sweep(String... arguments) throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\necho 'No devices were found'\nexit 6\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return Launcher.sweep(folder, Map.of("PATH", folder + ":" + System.getenv("PATH")), arguments);
  }
}
