package dev.ablate.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Finds out before the first trial what it can run on. */
public final class StartCheck {

  private static final String NO_BACKEND =
      "this job jar holds no CUDA backend; build one with mvn -Pcuda package (docs/gpu.md)";

  private StartCheck() {}

  /**
   * Decides for a whole machine.
   *
   * @param backend on the class path, if it is one for CUDA
   * @param survey of this machine; asked only where the answer counts
   * @throws DeviceException if CUDA is wished and no device can be used, with the remedy
   */
  public static Placement decide(
      DeviceWish wish, Optional<CudaBackend> backend, Supplier<DeviceSurvey> survey) {
    return decide(wish, backend, survey, device -> true);
  }

  /** The same for the one device that an address names, as Spark grants it. */
  public static Placement decide(
      DeviceWish wish,
      Optional<CudaBackend> backend,
      Supplier<DeviceSurvey> survey,
      String address) {
    return decide(wish, backend, survey, device -> device.answersTo(address));
  }

  /**
   * Checks the job jar alone, for a driver whose devices do not count.
   *
   * @throws DeviceException if it holds no CUDA backend
   */
  public static void requireBackend(Optional<CudaBackend> backend) {
    if (backend.isEmpty()) {
      throw new DeviceException("device = cuda: " + NO_BACKEND);
    }
  }

  private static Placement decide(
      DeviceWish wish,
      Optional<CudaBackend> backend,
      Supplier<DeviceSurvey> survey,
      Predicate<CudaDevice> granted) {
    if (wish == DeviceWish.CPU) {
      return new Placement.Cpu("as device = cpu asks", List.of());
    }
    DeviceSurvey answer = survey.get();
    if (answer instanceof DeviceSurvey.Nothing nothing) {
      return without(wish, nothing.reason(), nothing.remedy(), List.of());
    }
    List<CudaDevice> devices =
        ((DeviceSurvey.Found) answer).devices().stream().filter(granted).toList();
    if (devices.isEmpty()) {
      String reason = "the device that Spark granted is not here";
      return without(
          wish, reason, "let deploy/gpu-discovery name the devices to Spark", List.of(reason));
    }
    if (backend.isEmpty()) {
      return without(
          wish, NO_BACKEND, "", List.of(devices.get(0).description() + " is idle: " + NO_BACKEND));
    }
    List<CudaDevice> usable = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (CudaDevice device : devices) {
      Optional<String> refusal = backend.get().refusal(device);
      refusal.ifPresentOrElse(refusals::add, () -> usable.add(device));
    }
    return usable.isEmpty()
        ? without(wish, refusals.get(0), "", refusals)
        : new Placement.Cuda(backend.get(), usable, refusals);
  }

  private static Placement without(
      DeviceWish wish, String reason, String remedy, List<String> warnings) {
    if (wish == DeviceWish.CUDA) {
      throw new DeviceException(
          "device = cuda: " + reason + (remedy.isEmpty() ? "" : "; " + remedy));
    }
    return new Placement.Cpu(warnings.isEmpty() ? reason : "no device can be used", warnings);
  }
}
