package dev.ablate.engine.dl4j.update;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Adam with Nesterov's momentum and its warming schedule {@code beta1 * (1 - 0.5 * 0.96^(0.004
 * t))}. Dozat, "Incorporating Nesterov momentum into Adam", 2016; as in PyTorch.
 */
final class Nadam implements UpdateRule {

  private static final double WARMING = 0.96;
  private static final double WARMING_STEP = 0.004;

  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final INDArray first;
  private final INDArray second;
  private double product = 1;
  private int productSteps;

  Nadam(double beta1, double beta2, double epsilon, Supplier<INDArray> zeros) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.first = zeros.get();
    this.second = zeros.get();
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int step) {
    double product = productUpTo(step);
    double next = momentum(step + 1);
    UpdateRules.average(second, beta2, gradient.mul(gradient));
    INDArray root =
        Transforms.sqrt(second, true).divi(Math.sqrt(1 - Math.pow(beta2, step))).addi(epsilon);
    INDArray direct = gradient.div(root).muli(rate * (1 - momentum(step)) / (1 - product));
    UpdateRules.average(first, beta1, gradient);
    parameters.subi(direct);
    parameters.subi(first.div(root).muli(rate * next / (1 - product * next)));
  }

  /** Multiplied up in step order, whether or not training was resumed in between. */
  private double productUpTo(int step) {
    if (step < productSteps) {
      product = 1;
      productSteps = 0;
    }
    while (productSteps < step) {
      productSteps++;
      product *= momentum(productSteps);
    }
    return product;
  }

  private double momentum(int step) {
    return beta1 * (1 - 0.5 * Math.pow(WARMING, step * WARMING_STEP));
  }

  @Override
  public List<INDArray> state() {
    return List.of(first, second);
  }
}
