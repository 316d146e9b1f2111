package dev.ablate.device;

import java.util.List;

/** What a machine answers when asked for its GPUs. */
public sealed interface DeviceSurvey {

  /** Its devices, in the order of their indices; never none. */
  record Found(List<CudaDevice> devices) implements DeviceSurvey {
    public Found {
      devices = List.copyOf(devices);
      if (devices.isEmpty()) {
        throw new IllegalArgumentException("no device is an answer of its own: Nothing");
      }
    }
  }

  /**
   * No device can be had.
   *
   * @param reason one line
   * @param remedy what to do if there should be one, one line
   */
  record Nothing(String reason, String remedy) implements DeviceSurvey {}
}
