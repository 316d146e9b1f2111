package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Spark is told, by an {@code nvidia-smi} that prints what a file holds. The lists are written
 * after the format of {@code nvidia-smi -L}; none was taken from a machine.
 */
class GpuDiscoveryIT {

  private static final String TWO =
      """
      GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-33f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c03)
      GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-44f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c04)
      """;

  private static final String MIG =
      """
      GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-99f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c09)
        MIG 3g.20gb     Device  0: (UUID: MIG-a1f8f3ae-0c5b-5b51-9d6d-66bb2a1d7c0a)
        MIG 1g.5gb      Device  1: (UUID: MIG-b1f8f3ae-0c5b-5b51-9d6d-66bb2a1d7c0b)
      GPU 1: NVIDIA H100 PCIe (UUID: GPU-88f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c08)
      """;

  @TempDir Path folder;

  @Test
  void machineWithoutDriverHasNone() throws IOException {
    assertThat(discovered("nothing to print", "exit 9", Map.of())).isEqualTo(addresses(""));
  }

  @Test
  void machineWithoutDeviceHasNone() throws IOException {
    assertThat(discovered("No devices were found\n", "exit 6", Map.of())).isEqualTo(addresses(""));
  }

  @Test
  void devicesAreNamedByIndex() throws IOException {
    assertThat(discovered(TWO.lines().findFirst().orElseThrow() + "\n", "", Map.of()))
        .isEqualTo(addresses("\"0\""));
    assertThat(discovered(TWO, "", Map.of())).isEqualTo(addresses("\"0\",\"1\""));
  }

  @Test
  void instancesStandForTheirDevice() throws IOException {
    assertThat(discovered(MIG, "", Map.of()))
        .isEqualTo(
            addresses(
                "\"MIG-a1f8f3ae-0c5b-5b51-9d6d-66bb2a1d7c0a\","
                    + "\"MIG-b1f8f3ae-0c5b-5b51-9d6d-66bb2a1d7c0b\",\"1\""));
  }

  @Test
  void onlyVisibleDevicesAreTold() throws IOException {
    assertThat(discovered(TWO, "", Map.of("CUDA_VISIBLE_DEVICES", "1")))
        .isEqualTo(addresses("\"1\""));
    assertThat(
            discovered(
                TWO,
                "",
                Map.of("CUDA_VISIBLE_DEVICES", "GPU-33f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c03")))
        .isEqualTo(addresses("\"0\""));
    assertThat(discovered(TWO, "", Map.of("CUDA_VISIBLE_DEVICES", ""))).isEqualTo(addresses(""));
  }

  private String discovered(String list, String end, Map<String, String> environment)
      throws IOException {
    Path answer = Files.writeString(folder.resolve("answer.txt"), list);
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\ncat '" + answer + "'\n" + end + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", folder + ":" + System.getenv("PATH"));
    Launcher.Result result =
        Launcher.run(
            folder, all, List.of(Launcher.HOME.resolve("deploy/gpu-discovery").toString()));
    assertThat(result.exit()).as(result.text()).isZero();
    return result.out();
  }

  private static String addresses(String addresses) {
    return "{\"name\":\"gpu\",\"addresses\":[" + addresses + "]}\n";
  }
}
