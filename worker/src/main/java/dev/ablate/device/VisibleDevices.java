package dev.ablate.device;

import java.util.List;

/**
 * The devices that a process may use: {@code CUDA_VISIBLE_DEVICES} fences it, and CUDA numbers what
 * is inside from 0.
 */
public final class VisibleDevices {

  /** CUDA's variable. */
  public static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

  private VisibleDevices() {}

  /**
   * CUDA's number of a device, or of its MIG instance, in a process with this fence.
   *
   * @param fence the variable's value, null if it is not set
   * @param device as {@code nvidia-smi} numbers it: without a fence CUDA does so too, under {@code
   *     CUDA_DEVICE_ORDER=PCI_BUS_ID}
   * @param address index or UUID, as Spark grants it
   * @throws DeviceException if the fence shuts the device out
   */
  public static int ordinal(String fence, CudaDevice device, String address) {
    boolean instance = address.startsWith("MIG-");
    if (fence == null && !instance) {
      return device.index();
    }
    List<String> visible = fence == null ? List.of() : List.of(fence.split("\\s*,\\s*"));
    for (int ordinal = 0; ordinal < visible.size(); ordinal++) {
      String entry = visible.get(ordinal);
      if (entry.equals(address) || (!instance && device.answersTo(entry))) {
        return ordinal;
      }
    }
    throw new DeviceException(
        "the device "
            + address
            + " that Spark granted is not visible to this process ("
            + (fence == null ? VARIABLE + " is not set" : VARIABLE + "=" + fence)
            + "); start the worker with "
            + VARIABLE
            + "="
            + address);
  }
}
