package dev.ablate.device;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A GPU, as {@code nvidia-smi} describes it.
 *
 * @param index in the order of the PCI bus
 * @param name of the model
 * @param uuid {@code GPU-...}
 * @param capability empty if the driver is too old to tell
 * @param memoryBytes of the whole device
 * @param driver that runs it
 * @param mig whether MIG mode is on: then CUDA sees its instances instead
 * @param instances of MIG mode
 */
public record CudaDevice(
    int index,
    String name,
    String uuid,
    Optional<ComputeCapability> capability,
    long memoryBytes,
    DriverVersion driver,
    boolean mig,
    List<MigInstance> instances) {

  public CudaDevice {
    instances = List.copyOf(instances);
  }

  /** Whether Spark means this device, or a part of it, by an address. */
  public boolean answersTo(String address) {
    return address.equals(String.valueOf(index))
        || address.equals(uuid)
        || instances.stream().anyMatch(instance -> instance.uuid().equals(address));
  }

  /** For people: {@code cuda:0 NVIDIA A100-SXM4-40GB (compute capability 8.0, 40,960 MiB)}. */
  public String description() {
    return String.format(
        Locale.ROOT,
        "cuda:%d %s (compute capability %s, %,d MiB%s)",
        index,
        name,
        capability.map(ComputeCapability::toString).orElse("unknown"),
        memoryBytes >> 20,
        mig ? ", MIG instances: " + instances.size() : "");
  }
}
