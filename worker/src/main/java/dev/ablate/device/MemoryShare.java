package dev.ablate.device;

import dev.ablate.spec.Rules;

/**
 * How much of a device's memory may be taken.
 *
 * @param deviceBytes all of it
 * @param trials that share the device at a time
 */
public record MemoryShare(long deviceBytes, int trials) {

  /** The rest stays for CUDA's own context and for the libraries' work space. */
  private static final double FOR_ARRAYS = 0.9;

  public MemoryShare {
    new Rules().positive("device-bytes", deviceBytes).positive("trials", trials).verify();
  }

  /** All trials of this process together. */
  public long processBytes() {
    return (long) (deviceBytes * FOR_ARRAYS);
  }

  /** One trial. */
  public long trialBytes() {
    return processBytes() / trials;
  }
}
