package dev.ablate.sweep.execution;

import dev.ablate.device.DeviceWish;
import java.io.Serializable;

/**
 * What a sweep wants of devices.
 *
 * @param wish which kind
 * @param trialsPerDevice how many trials share one; null for one, and under {@code auto} for asking
 *     Spark for none
 */
public record DeviceRequest(DeviceWish wish, Integer trialsPerDevice) implements Serializable {

  public DeviceRequest {
    if (trialsPerDevice != null && trialsPerDevice < 1) {
      throw new IllegalArgumentException(
          "trials per device must be positive, but was " + trialsPerDevice);
    }
  }

  /** Whether executors are to be chosen for their devices. */
  boolean asksSpark() {
    return wish == DeviceWish.CUDA || (wish == DeviceWish.AUTO && trialsPerDevice != null);
  }

  int trialsOnOne() {
    return trialsPerDevice == null ? 1 : trialsPerDevice;
  }
}
