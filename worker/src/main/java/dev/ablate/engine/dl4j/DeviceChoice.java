package dev.ablate.engine.dl4j;

import dev.ablate.device.CudaBackend;
import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.cuda.CudaEngine;
import java.util.Optional;

/**
 * Who trains on a device: kernels of our own, and ND4J's backend for what they cannot, where the
 * job jar holds it.
 */
final class DeviceChoice {

  /** {@code nd4j} for ND4J's backend alone: what the kernels are checked against. */
  static final String PROPERTY = "ablate.cuda";

  private static final String ND4J = "nd4j";

  private DeviceChoice() {}

  /** For this machine. Starts nothing. */
  static Optional<CudaBackend> backend() {
    Optional<CudaBackend> library = CudaBackend.named(Dl4jBuild.backend());
    if (ND4J.equals(System.getProperty(PROPERTY))) {
      return library;
    }
    Optional<String> obstacle = CudaEngine.obstacle();
    return obstacle.isPresent() && library.isPresent()
        ? library
        : Optional.of(CudaBackend.compiledHere(obstacle));
  }

  /** The engine on a device. */
  static TrainingEngine open(EngineSettings settings, ComputeTarget.Cuda target) {
    Optional<CudaBackend> library = CudaBackend.named(Dl4jBuild.backend());
    if (backend().equals(library)) {
      return Dl4jEngine.open(settings);
    }
    CudaEngine kernels = CudaEngine.open(target);
    return library.isPresent() ? new Both(kernels, settings) : kernels;
  }

  /** Kernels of our own where they can, else ND4J's, which load when they are first wanted. */
  private static final class Both implements TrainingEngine {

    private final CudaEngine kernels;
    private final EngineSettings settings;
    private Dl4jEngine library;

    Both(CudaEngine kernels, EngineSettings settings) {
      this.kernels = kernels;
      this.settings = settings;
    }

    @Override
    public String device() {
      return kernels.device();
    }

    @Override
    public Model build(ModelRequest request) {
      return CudaEngine.supports(request) ? kernels.build(request) : library().build(request);
    }

    private synchronized Dl4jEngine library() {
      if (library == null) {
        library = Dl4jEngine.open(settings);
      }
      return library;
    }
  }
}
