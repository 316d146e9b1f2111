package dev.ablate.engine;

import java.io.DataInput;
import java.io.IOException;
import java.io.OutputStream;
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

  /**
   * Writes a trained network as the file in which the engine's library keeps its own networks, for
   * programs that use that library. Its outputs are the class scores.
   *
   * @param weights as {@link Model#writeWeights} wrote them
   * @throws EngineException if the library has no such file, or no layers of its own for the
   *     network
   * @throws IOException if the weights cannot be read, or the file not be written
   */
  default void export(ModelRequest request, DataInput weights, OutputStream out)
      throws IOException {
    throw new EngineException("this engine has no file of its own; export as safetensors");
  }
}
