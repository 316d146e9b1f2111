package dev.ablate.device;

import java.util.List;
import java.util.stream.Collectors;

/** What trials of this machine run on: the answer of {@link StartCheck}. */
public sealed interface Placement {

  /** One line for people. */
  String line();

  /** What the user may not expect, a line each. */
  List<String> warnings();

  /**
   * The processor.
   *
   * @param reason why not a device
   */
  record Cpu(String reason, List<String> warnings) implements Placement {
    public Cpu {
      warnings = List.copyOf(warnings);
    }

    @Override
    public String line() {
      return "cpu: " + reason;
    }
  }

  /**
   * Devices, at least one.
   *
   * @param backend that runs there
   * @param devices that it can use
   */
  record Cuda(CudaBackend backend, List<CudaDevice> devices, List<String> warnings)
      implements Placement {
    public Cuda {
      devices = List.copyOf(devices);
      warnings = List.copyOf(warnings);
      if (devices.isEmpty()) {
        throw new IllegalArgumentException("devices must not be empty");
      }
    }

    @Override
    public String line() {
      return devices.stream().map(CudaDevice::description).collect(Collectors.joining(", "))
          + ", driver "
          + devices.get(0).driver()
          + ", "
          + backend.name();
    }
  }
}
