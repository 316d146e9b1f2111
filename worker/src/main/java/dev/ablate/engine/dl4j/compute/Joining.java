package dev.ablate.engine.dl4j.compute;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Two arrays made one along the channels, and its gradient made two again. */
public interface Joining {

  /** The second's channels behind the first's. */
  INDArray join(INDArray first, INDArray second);

  /** The gradients by both. */
  INDArray[] split(INDArray gradient);

  /** Makes ready for arrays of two shapes. */
  @FunctionalInterface
  interface Preparation {
    Joining prepare(long[] firstShape, long[] secondShape);
  }
}
