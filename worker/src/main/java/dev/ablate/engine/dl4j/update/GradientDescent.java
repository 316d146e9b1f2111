package dev.ablate.engine.dl4j.update;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code w -= rate * g}. */
final class GradientDescent implements UpdateRule {

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int step) {
    parameters.subi(gradient.muli(rate));
  }

  @Override
  public List<INDArray> state() {
    return List.of();
  }
}
