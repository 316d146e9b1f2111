package dev.ablate.engine.dl4j.update;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Adam with the infinity norm: {@code u = max(beta2 * u, |g| + epsilon)}. Kingma, Ba, "Adam", 2015,
 * section 7; epsilon as in PyTorch.
 */
final class AdaMax implements UpdateRule {

  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final INDArray first;
  private final INDArray norm;

  AdaMax(double beta1, double beta2, double epsilon, Supplier<INDArray> zeros) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.first = zeros.get();
    this.norm = zeros.get();
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int step) {
    INDArray magnitude = Transforms.abs(gradient, true).addi(epsilon);
    Transforms.max(norm.muli(beta2), magnitude, false);
    UpdateRules.average(first, beta1, gradient);
    parameters.subi(first.div(norm).muli(rate / (1 - Math.pow(beta1, step))));
  }

  @Override
  public List<INDArray> state() {
    return List.of(first, norm);
  }
}
