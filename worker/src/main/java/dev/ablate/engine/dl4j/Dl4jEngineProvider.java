package dev.ablate.engine.dl4j;

import dev.ablate.device.CudaBackend;
import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.EngineProvider;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.TrainingEngine;
import java.util.Optional;

/** Offers the engine {@code dl4j}. */
public final class Dl4jEngineProvider implements EngineProvider {

  /** Grows when the same specification trains otherwise. 2: draws derive from layers' names. */
  private static final int GENERATION = 2;

  /** For {@link java.util.ServiceLoader}. */
  public Dl4jEngineProvider() {}

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public String identity() {
    return "dl4j-" + Dl4jBuild.version() + "-" + GENERATION;
  }

  @Override
  public Optional<CudaBackend> cuda() {
    return DeviceChoice.backend();
  }

  @Override
  public TrainingEngine open(EngineSettings settings) {
    return settings.target() instanceof ComputeTarget.Cuda cuda
        ? DeviceChoice.open(settings, cuda)
        : Dl4jEngine.open(settings);
  }
}
