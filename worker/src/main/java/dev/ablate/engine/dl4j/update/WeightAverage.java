package dev.ablate.engine.dl4j.update;

import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.engine.dl4j.compute.Scratch;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An exponential moving average of all parameters, running statistics included. What stays of it at
 * a step grows to the asked share as {@code (1 + n) / (10 + n)}, so that short training does not
 * end near its initial weights (TensorFlow's {@code ExponentialMovingAverage} with {@code
 * num_updates}).
 */
public final class WeightAverage {

  private final double share;
  private final INDArray parameters;
  private final INDArray average;

  /**
   * Of parameters.
   *
   * @param share of the average that stays at a step, in (0, 1)
   */
  public WeightAverage(double share, INDArray parameters) {
    this.share = share;
    this.parameters = parameters;
    this.average = parameters.dup();
  }

  /** Begins anew, at the parameters as they are. */
  public void restart() {
    average.assign(parameters);
  }

  /**
   * Follows a step.
   *
   * @param steps taken, this one included
   */
  public void follow(int steps) {
    double stays = Math.min(share, (1.0 + steps) / (10.0 + steps));
    Scratch.run(() -> average.muli(stays).addi(parameters.mul(1 - stays)));
  }

  /** Does something with the average in the parameters' place. */
  public <T> T apply(Supplier<T> work) {
    INDArray trained = parameters.dup();
    parameters.assign(average);
    try {
      return work.get();
    } finally {
      parameters.assign(trained);
      NativeArrays.close(trained);
    }
  }

  /** The average itself, to be stored with the parameters and filled with what was stored. */
  public INDArray vector() {
    return average;
  }
}
