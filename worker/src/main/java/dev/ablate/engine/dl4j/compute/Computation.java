package dev.ablate.engine.dl4j.compute;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer made ready for inputs of one shape; its results are overwritten by the next call. */
public interface Computation {

  /** The layer's output. */
  INDArray forward(INDArray input);

  /**
   * The gradient by the input of the last {@link #forward}, null where nobody asks for it; the
   * parameters' gradients go to their place in the flat vector.
   *
   * @param outputGradient the gradient by the output
   */
  INDArray backward(INDArray outputGradient);
}
