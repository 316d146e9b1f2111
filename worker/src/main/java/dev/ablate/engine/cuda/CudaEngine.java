package dev.ablate.engine.cuda;

import dev.ablate.device.MemoryShare;
import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.EngineException;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.definition.MemoryNeed;
import dev.ablate.model.Network;
import dev.ablate.training.RegularisationSpec;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Builds models on one device. */
public final class CudaEngine implements TrainingEngine {

  private final Device device;
  private final LongSupplier memoryBytes;

  /**
   * On a device.
   *
   * @param memoryBytes that a model may take now
   */
  CudaEngine(Device device, LongSupplier memoryBytes) {
    this.device = device;
    this.memoryBytes = memoryBytes;
  }

  /**
   * On a CUDA device; compiles the kernels for it the first time.
   *
   * @throws EngineException if it cannot be had, with the remedy
   */
  public static CudaEngine open(ComputeTarget.Cuda target) {
    Nvrtc compiler =
        Nvrtc.find().orElseThrow(() -> new EngineException(obstacle().orElse("NVRTC is gone")));
    CudaDevice device = CudaDevice.of(target.ordinal(), compiler);
    MemoryShare memory = new MemoryShare(device.memoryBytes(), target.trials());
    return new CudaEngine(device, memory::trialBytes);
  }

  /** What this machine lacks beside a device and its driver, with the remedy; starts nothing. */
  public static Optional<String> obstacle() {
    return Nvrtc.find().isPresent()
        ? Optional.empty()
        : Optional.of(
            "NVIDIA's compiler library (libnvrtc, of CUDA 11.2 or newer) was not found; install"
                + " it, or name its folder: "
                + Nvrtc.VARIABLE
                + "=FOLDER");
  }

  /** Whether there are kernels for all of a network's layers, and for how it is trained. */
  public static boolean supports(ModelRequest request) {
    return hasKernels(request.network()) && !isSoftened(request.training().regularisation());
  }

  private static boolean hasKernels(Network network) {
    return network.layers().stream().allMatch(layer -> Kernels.of(layer.layer()).isPresent());
  }

  private static boolean isSoftened(RegularisationSpec regularisation) {
    return regularisation.softensTargets() || regularisation.weightAverage() > 0;
  }

  @Override
  public String device() {
    return device.description();
  }

  @Override
  public Model build(ModelRequest request) {
    return open(request);
  }

  CudaModel open(ModelRequest request) {
    if (!supports(request)) {
      throw new EngineException(
          (hasKernels(request.network()) ? "training.regularisation has" : "recurrent layers have")
              + " no kernels of our own on a device; train this network with"
              + " device = cpu, or with the job jar of the profile cuda (docs/gpu.md)");
    }
    int evaluated = CudaModel.evaluationBatch(request);
    MemoryNeed.of(request, evaluated, Float.BYTES).require(memoryBytes.getAsLong());
    return new CudaModel(request, device);
  }
}
