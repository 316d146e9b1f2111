package dev.ablate.device;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A build of a native library for CUDA: which devices it holds code for.
 *
 * @param name of its artifact
 * @param machineCode capabilities with machine code, ascending
 * @param ptx capability of the intermediate code that the driver compiles for newer devices
 * @param minimumDriver oldest driver that runs it (CUDA compatibility guide, minor versions of 11)
 * @param remedy what to use for a newer device, one line
 * @param lacking what this machine lacks for it beside a device, with the remedy; empty for nothing
 */
public record CudaBackend(
    String name,
    List<ComputeCapability> machineCode,
    Optional<ComputeCapability> ptx,
    DriverVersion minimumDriver,
    String remedy,
    Optional<String> lacking) {

  /** ND4J 1.0.0-M2.1: machine code only. */
  public static final CudaBackend CUDA_11_6 =
      new CudaBackend(
          "nd4j-cuda-11.6",
          codeFor("3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6"),
          Optional.empty(),
          new DriverVersion("450.80.02"),
          "use the jar of the profile cuda-ptx, whose code the driver compiles for newer devices",
          Optional.empty());

  /** ND4J 1.0.0-M1.1: the driver must read CUDA 11.2's PTX. */
  public static final CudaBackend CUDA_11_2 =
      new CudaBackend(
          "nd4j-cuda-11.2",
          codeFor("3.5", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6"),
          Optional.of(ComputeCapability.of("8.6")),
          new DriverVersion("460.27.04"),
          "use another device",
          Optional.empty());

  /**
   * Kernels of our own, compiled for the device at hand when they are first used.
   *
   * @param lacking what this machine lacks for that, with the remedy; empty for nothing
   */
  public static CudaBackend compiledHere(Optional<String> lacking) {
    return new CudaBackend(
        "cuda-nvrtc",
        codeFor("5.0"),
        Optional.of(ComputeCapability.of("5.0")),
        new DriverVersion("470.57.02"),
        "use another device",
        lacking);
  }

  private static final List<CudaBackend> ALL = List.of(CUDA_11_6, CUDA_11_2);

  public CudaBackend {
    machineCode = List.copyOf(new TreeSet<>(machineCode));
  }

  /** By its artifact's name; empty for a backend without CUDA. */
  public static Optional<CudaBackend> named(String name) {
    return ALL.stream().filter(backend -> backend.name.equals(name)).findFirst();
  }

  /**
   * Why a device cannot be used, with the remedy; empty if it can. A device that hides its
   * capability is taken: it is then of a kind that older drivers knew.
   */
  public Optional<String> refusal(CudaDevice device) {
    if (lacking.isPresent()) {
      return Optional.of(device.description() + ": " + lacking.get());
    }
    if (device.driver().compareTo(minimumDriver) < 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s: driver %s is too old, %s needs %s or newer; update the driver",
              device.description(),
              device.driver(),
              name,
              minimumDriver));
    }
    if (device.mig() && device.instances().isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s: MIG mode is on without an instance; make one (nvidia-smi mig -cgi PROFILE -C)"
                  + " or turn MIG off (nvidia-smi -i %d -mig 0)",
              device.description(),
              device.index()));
    }
    if (device.capability().isPresent() && !runsOn(device.capability().get())) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s: %s holds no code for it (machine code for %s; %s); %s",
              device.description(),
              name,
              machineCode.stream()
                  .map(ComputeCapability::toString)
                  .collect(Collectors.joining(" ")),
              ptx.map(code -> "PTX for " + code + " and newer").orElse("no PTX"),
              device.capability().get().compareTo(machineCode.get(0)) < 0
                  ? "the device is too old, use the CPU: device = cpu"
                  : remedy));
    }
    return Optional.empty();
  }

  private boolean runsOn(ComputeCapability capability) {
    return machineCode.stream().anyMatch(capability::executes)
        || ptx.filter(code -> capability.compareTo(code) >= 0).isPresent();
  }

  private static List<ComputeCapability> codeFor(String... capabilities) {
    return Stream.of(capabilities).map(ComputeCapability::of).toList();
  }
}
