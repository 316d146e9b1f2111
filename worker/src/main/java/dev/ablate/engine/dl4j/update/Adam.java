package dev.ablate.engine.dl4j.update;

import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Kingma, Ba, "Adam", 2015, algorithm 1: epsilon is added to the root of the corrected second
 * moment.
 */
final class Adam implements UpdateRule {

  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final INDArray first;
  private final INDArray second;

  Adam(double beta1, double beta2, double epsilon, Supplier<INDArray> zeros) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.first = zeros.get();
    this.second = zeros.get();
  }

  @Override
  public void apply(INDArray parameters, INDArray gradient, double rate, int step) {
    // ND4J's operation corrects the rate instead of the moments and adds its epsilon to the
    // uncorrected root: the same with epsilon scaled like the root.
    double uncorrected = epsilon * Math.sqrt(1 - Math.pow(beta2, step));
    Nd4j.exec(new AdamUpdater(gradient, second, first, rate, beta1, beta2, uncorrected, step - 1));
    parameters.subi(gradient);
  }

  @Override
  public List<INDArray> state() {
    return List.of(first, second);
  }
}
