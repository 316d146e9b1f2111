package dev.ablate.engine;

import dev.ablate.device.CudaBackend;
import java.util.Optional;

/** Makes an engine; found through {@link java.util.ServiceLoader}. */
public interface EngineProvider {

  /** The name in configs: {@code dl4j}. */
  String name();

  /**
   * Name, version and generation of what is computed, part of a trial's identity: {@code
   * dl4j-1.0.0-M2.1-2}. Starts nothing.
   */
  String identity();

  /** The CUDA backend that is on the class path beside it, if any. Starts nothing. */
  default Optional<CudaBackend> cuda() {
    return Optional.empty();
  }

  /**
   * Makes the engine. Settings that the engine's native part takes once a JVM (threads) are the
   * first caller's.
   *
   * @throws EngineException if it cannot run here, with the remedy
   */
  TrainingEngine open(EngineSettings settings);
}
