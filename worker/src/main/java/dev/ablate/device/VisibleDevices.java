package dev.ablate.device;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.List;

/**
 * The devices that a process may use: {@code CUDA_VISIBLE_DEVICES} fences it, and CUDA numbers what
 * is inside from 0.
 */
public final class VisibleDevices {

  /** CUDA's variable. */
  public static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

  private static final String ORDER = "CUDA_DEVICE_ORDER";

  private VisibleDevices() {}

  /**
   * Fences this process to the devices that it was granted, as long as nobody else has fenced it.
   * Must come before CUDA loads, for it reads the variable then.
   *
   * @param addresses indices or UUIDs; none leaves all visible
   */
  public static void fence(List<String> addresses) {
    if (addresses.isEmpty() || !Platform.isLinux() || current() != null) {
      return;
    }
    CLibrary library = Native.loadLibrary("c", CLibrary.class);
    library.setenv(VARIABLE, String.join(",", addresses), 1);
    // Then CUDA numbers devices as nvidia-smi does.
    library.setenv(ORDER, "PCI_BUS_ID", 0);
  }

  /** The fence of this process as CUDA reads it, null without one. Java's copy is of its start. */
  public static String current() {
    if (!Platform.isLinux()) {
      return System.getenv(VARIABLE);
    }
    return Native.loadLibrary("c", CLibrary.class).getenv(VARIABLE);
  }

  /** Sets another variable that CUDA reads when it loads, unless it is set. */
  public static void set(String name, String value) {
    if (Platform.isLinux()) {
      Native.loadLibrary("c", CLibrary.class).setenv(name, value, 0);
    }
  }

  /** Takes the fence away, for tests. */
  static void clear() {
    Native.loadLibrary("c", CLibrary.class).unsetenv(VARIABLE);
  }

  /** The C library's environment. */
  interface CLibrary extends Library {
    int setenv(String name, String value, int overwrite);

    int unsetenv(String name);

    String getenv(String name);
  }

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
