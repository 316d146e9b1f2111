package dev.ablate.engine.dl4j.update;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Adam that divides by the largest second moment so far. Reddi, Kale, Kumar, "On the convergence of
 * Adam and beyond", 2018; both moments corrected, as in PyTorch.
 */
final class AmsGrad implements UpdateRule {

  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final INDArray first;
  private final INDArray second;
  private final INDArray largest;

  AmsGrad(double beta1, double beta2, double epsilon, Supplier<INDArray> zeros) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.first = zeros.get();
    this.second = zeros.get();
    this.largest = zeros.get();
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int step) {
    UpdateRules.average(second, beta2, gradient.mul(gradient));
    UpdateRules.average(first, beta1, gradient);
    Transforms.max(largest, second, false);
    INDArray root =
        Transforms.sqrt(largest, true).divi(Math.sqrt(1 - Math.pow(beta2, step))).addi(epsilon);
    parameters.subi(first.div(root).muli(rate / (1 - Math.pow(beta1, step))));
  }

  @Override
  public List<INDArray> state() {
    return List.of(first, second, largest);
  }
}
