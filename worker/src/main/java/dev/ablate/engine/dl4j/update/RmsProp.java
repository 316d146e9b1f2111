package dev.ablate.engine.dl4j.update;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@code s = rho * s + (1 - rho) * g²; v = momentum * v + rate * g / sqrt(s + epsilon); w -= v}, as
 * TensorFlow defines it: epsilon inside the root, the rate inside v, s from zero. Tieleman, Hinton,
 * 2012.
 */
final class RmsProp implements UpdateRule {

  private final double rho;
  private final double momentum;
  private final double epsilon;
  private final INDArray square;
  private final INDArray velocity;

  RmsProp(double rho, double momentum, double epsilon, Supplier<INDArray> zeros) {
    this.rho = rho;
    this.momentum = momentum;
    this.epsilon = epsilon;
    this.square = zeros.get();
    this.velocity = zeros.get();
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int step) {
    UpdateRules.average(square, rho, gradient.mul(gradient));
    gradient.divi(Transforms.sqrt(square.add(epsilon), false)).muli(rate);
    parameters.subi(velocity.muli(momentum).addi(gradient));
  }

  @Override
  public List<INDArray> state() {
    return List.of(square, velocity);
  }
}
