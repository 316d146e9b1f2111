package dev.ablate.engine.dl4j;

import dev.ablate.device.MemoryShare;
import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.EngineException;
import dev.ablate.engine.definition.MemoryPool;
import dev.ablate.engine.dl4j.device.ResidentImages;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * One CUDA device under ND4J. Written after ND4J's interface; what was run on a device is in {@code
 * docs/gpu.md}.
 */
final class CudaPlatform {

  /** The natives that call cuDNN. */
  private static final String CUDNN = "-cudnn";

  private final ComputeTarget.Cuda target;
  private final ModelSite site;

  private CudaPlatform(ComputeTarget.Cuda target, MemoryShare memory) {
    this.target = target;
    this.site =
        new ModelSite(
            ComputePath.DEVICE, new ResidentImages(), new MemoryPool(memory::processBytes));
  }

  /** Loads the libraries and caps what this process takes of the device. */
  static CudaPlatform load(ComputeTarget.Cuda target) {
    if (System.getProperty(NativePlatform.EXTENSION) == null) {
      System.setProperty(NativePlatform.EXTENSION, CUDNN);
    }
    try {
      String backend = Nd4j.getBackend().getClass().getSimpleName();
      if (backend.equals("CpuBackend")) {
        throw new EngineException("ND4J found no CUDA device and took its " + backend);
      }
      NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
      int devices = operations.getAvailableDevices();
      if (target.ordinal() >= devices) {
        throw new EngineException(
            "device cuda:" + target.ordinal() + " is not among the " + devices + " that CUDA sees");
      }
      MemoryShare memory =
          new MemoryShare(operations.getDeviceTotalMemory(target.ordinal()), target.trials());
      Nd4j.getEnvironment().setDeviceLimit(target.ordinal(), memory.processBytes());
      // cuDNN, where the native library has it.
      Nd4j.getEnvironment().allowHelpers(true);
      Nd4j.getAffinityManager().allowCrossDeviceAccess(false);
      return new CudaPlatform(target, memory);
    } catch (LinkageError | RuntimeException e) {
      throw e instanceof EngineException known
          ? known
          : new EngineException(
              "ND4J's CUDA backend does not load; are CUDA's libraries installed, or in the job jar"
                  + " (mvn -Pcuda -Dcuda.redist package)?",
              e);
    }
  }

  /** Where models are built; the images stay there from trial to trial. */
  ModelSite site() {
    return site;
  }

  /** The calling thread's arrays and work go to this device, and not round-robin. */
  void bindThread() {
    Nd4j.getAffinityManager().unsafeSetDevice(target.ordinal());
  }

  /** For people: {@code cuda:0}. */
  String description() {
    return "cuda:" + target.ordinal();
  }
}
