package dev.ablate.engine.dl4j.update;

import dev.ablate.training.OptimizerSpec;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** From an optimizer's specification to its rule. */
final class UpdateRules {

  private UpdateRules() {}

  /** The rule with its state at zero. */
  static UpdateRule of(OptimizerSpec spec, INDArray parameters) {
    Supplier<INDArray> zeros = () -> Nd4j.create(parameters.dataType(), parameters.shape());
    double momentum = spec.effectiveMomentum();
    double beta1 = spec.effectiveBeta1();
    double beta2 = spec.effectiveBeta2();
    double epsilon = spec.effectiveEpsilon();
    double rho = spec.effectiveRho();
    return switch (spec.name()) {
      case SGD, MOMENTUM ->
          momentum == 0 ? new GradientDescent() : new Momentum(momentum, false, zeros);
      case NESTEROV -> momentum == 0 ? new GradientDescent() : new Momentum(momentum, true, zeros);
      case ADAM, ADAMW -> new Adam(beta1, beta2, epsilon, zeros);
      case AMSGRAD -> new AmsGrad(beta1, beta2, epsilon, zeros);
      case ADAMAX -> new AdaMax(beta1, beta2, epsilon, zeros);
      case NADAM -> new Nadam(beta1, beta2, epsilon, zeros);
      case RMSPROP -> new RmsProp(rho, momentum, epsilon, zeros);
      case ADAGRAD -> new AdaGrad(epsilon, zeros);
      case ADADELTA -> new AdaDelta(rho, epsilon, zeros);
    };
  }

  /** {@code mean = decay * mean + (1 - decay) * value}; overwrites the value. */
  static void average(INDArray mean, double decay, INDArray value) {
    mean.muli(decay).addi(value.muli(1 - decay));
  }
}
