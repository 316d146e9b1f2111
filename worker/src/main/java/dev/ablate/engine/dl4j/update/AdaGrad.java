package dev.ablate.engine.dl4j.update;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@code s += g²; w -= rate * g / (sqrt(s) + epsilon)}. Duchi, Hazan, Singer, "Adaptive subgradient
 * methods", 2011.
 */
final class AdaGrad implements UpdateRule {

  private final double epsilon;
  private final INDArray square;

  AdaGrad(double epsilon, Supplier<INDArray> zeros) {
    this.epsilon = epsilon;
    this.square = zeros.get();
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int step) {
    square.addi(gradient.mul(gradient));
    parameters.subi(gradient.divi(Transforms.sqrt(square, true).addi(epsilon)).muli(rate));
  }

  @Override
  public List<INDArray> state() {
    return List.of(square);
  }
}
