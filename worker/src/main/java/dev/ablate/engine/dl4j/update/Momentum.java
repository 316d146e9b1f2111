package dev.ablate.engine.dl4j.update;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@code v = momentum * v + g}, then {@code w -= rate * v}; Nesterov's form {@code w -= rate * (g +
 * momentum * v)}. The rate is outside of v, so that a schedule acts at once.
 */
final class Momentum implements UpdateRule {

  private final double momentum;
  private final boolean nesterov;
  private final INDArray velocity;

  Momentum(double momentum, boolean nesterov, Supplier<INDArray> zeros) {
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.velocity = zeros.get();
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int step) {
    velocity.muli(momentum).addi(gradient);
    if (nesterov) {
      parameters.subi(gradient.addi(velocity.mul(momentum)).muli(rate));
    } else {
      parameters.subi(gradient.assign(velocity).muli(rate));
    }
  }

  @Override
  public List<INDArray> state() {
    return List.of(velocity);
  }
}
