package dev.ablate.engine;

import java.util.Optional;

/** Builds models. Thread-safe; one a JVM is enough. */
public interface TrainingEngine {

  /**
   * A cross-correlation made ready for the calling thread, for who looks into networks; empty where
   * the engine has none that is faster than loops in Java.
   *
   * @param weights {@code [filters, channels, kernel, kernel]}
   */
  default Optional<Convolver> convolver(Sliding sliding, double[] weights) {
    return Optional.empty();
  }

  /** What the calling thread's models run on, for people: {@code cpu (onednn-avx512), 1 thread}. */
  String device();

  /**
   * Builds a network with initial weights drawn from the request's seed. Models are used by one
   * thread at a time, the one that built it.
   *
   * @throws OutOfMemoryError if the network does not fit, with how much it wanted
   */
  Model build(ModelRequest request);
}
