package dev.ablate.engine;

/**
 * One cross-correlation made ready to be run often, as fast as an engine can. For one thread, the
 * one that asked for it.
 */
public interface Convolver extends AutoCloseable {

  /**
   * Runs it over images.
   *
   * @param images {@code [count, channels, height, width]} at least
   * @param count how many, at most {@link #batch}
   * @param results {@code [count, filters, height', width']} at least; overwritten
   */
  void run(double[] images, int count, double[] results);

  /**
   * Takes other weights of the same shape.
   *
   * @param weights {@code [filters, channels, kernel, kernel]}
   */
  void exchange(double[] weights);

  /** The most images that {@link #run} takes. */
  int batch();

  /** Gives memory back. */
  @Override
  void close();
}
