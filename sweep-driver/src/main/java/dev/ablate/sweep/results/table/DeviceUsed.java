package dev.ablate.sweep.results.table;

/**
 * What a trial was trained on.
 *
 * @param device for people: {@code cpu (onednn-avx512), 1 thread}, {@code cuda:0 NVIDIA A100 ...}
 * @param deviceAddress that Spark granted; null where it was asked for none
 * @param deviceMemoryBytes of the whole device; null on a processor
 * @param driverVersion of the device; null on a processor
 * @param backend artifact of the CUDA backend; null on a processor
 */
public record DeviceUsed(
    String device,
    String deviceAddress,
    Long deviceMemoryBytes,
    String driverVersion,
    String backend) {

  /** The processor, whatever Spark granted. */
  public static DeviceUsed processor(String device, String deviceAddress) {
    return new DeviceUsed(device, deviceAddress, null, null, null);
  }
}
