package dev.ablate.engine.dl4j.recurrent;

import dev.ablate.model.RecurrentSpec;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** One step of a recurrent layer, forward and back. */
public interface RecurrentCell {

  /** Makes a cell on the layer's arrays. */
  @FunctionalInterface
  interface Maker {
    RecurrentCell make(RecurrentStates states);
  }

  static Maker maker(RecurrentSpec.Cell cell) {
    return switch (cell) {
      case LSTM -> LstmCell::new;
      case GRU -> GruCell::new;
      case SIMPLE -> SimpleCell::new;
    };
  }

  RecurrentStates states();

  /** Computes the state after a step; the gates' sums hold the row's part. */
  void forward(int step);

  /**
   * Fills the gates' gradients of a step from the gradient by the state after it, and leaves there
   * what goes to the state before it by no product.
   */
  void backward(int step);

  /** {@code 1 / (1 + exp(-x))}, in place. */
  static INDArray sigmoid(INDArray sum) {
    return Transforms.sigmoid(sum, false);
  }

  /** In place. */
  static INDArray tanh(INDArray sum) {
    return Transforms.tanh(sum, false);
  }

  /** {@code gradient * s (1 - s)} into an array. */
  static void throughSigmoid(INDArray gradient, INDArray value, INDArray target) {
    target.assign(value).rsubi(1).muli(value).muli(gradient);
  }

  /** {@code gradient * (1 - t²)} into an array. */
  static void throughTanh(INDArray gradient, INDArray value, INDArray target) {
    target.assign(value).muli(value).rsubi(1).muli(gradient);
  }
}
