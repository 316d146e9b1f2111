package dev.ablate.inspect.network;

import dev.ablate.engine.Convolver;
import dev.ablate.engine.Sliding;
import dev.ablate.engine.TrainingEngine;

/** Who computes the products of a network that is looked at. */
@FunctionalInterface
public interface Convolvers {

  /** In double precision, slowly: the reference. */
  Convolvers EXACT = PlainConvolver::new;

  /**
   * Makes one ready.
   *
   * @param weights {@code [filters, channels, kernel, kernel]}
   */
  Convolver of(Sliding sliding, double[] weights);

  /** By an engine, in its precision; the exact ones where it has none. */
  static Convolvers of(TrainingEngine engine) {
    return (sliding, weights) ->
        engine.convolver(sliding, weights).orElseGet(() -> EXACT.of(sliding, weights));
  }
}
