package dev.ablate.engine.dl4j.update;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@code d = g * sqrt(u + epsilon) / sqrt(s + epsilon); w -= rate * d} with s and u the running
 * means of g² and d². Zeiler, "ADADELTA", 2012; the rate, 1 in the paper, as in PyTorch.
 */
final class AdaDelta implements UpdateRule {

  private final double rho;
  private final double epsilon;
  private final INDArray square;
  private final INDArray change;

  AdaDelta(double rho, double epsilon, Supplier<INDArray> zeros) {
    this.rho = rho;
    this.epsilon = epsilon;
    this.square = zeros.get();
    this.change = zeros.get();
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int step) {
    UpdateRules.average(square, rho, gradient.mul(gradient));
    gradient
        .muli(Transforms.sqrt(change.add(epsilon), false))
        .divi(Transforms.sqrt(square.add(epsilon), false));
    UpdateRules.average(change, rho, gradient.mul(gradient));
    parameters.subi(gradient.muli(rate));
  }

  @Override
  public List<INDArray> state() {
    return List.of(square, change);
  }
}
