package dev.ablate.training;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;

/**
 * An update rule and its hyperparameters: the union of what all rules know, so that an axis may
 * change the rule alone. What a rule does not read is ignored, and gone from {@link #normalised()}.
 */
public record OptimizerSpec(
    @Setting("The update rule") OptimizerName name,
    @Setting("Step size before any schedule") double learningRate,
    @Setting(value = "Share of the last step kept, in [0, 1]", fallback = Setting.UNSET)
        Double momentum,
    @Setting(value = "Decay of the gradient's mean", fallback = Setting.UNSET) Double beta1,
    @Setting(value = "Decay of the squared gradient's mean", fallback = Setting.UNSET) Double beta2,
    @Setting(value = "Added where the rule divides", fallback = Setting.UNSET) Double epsilon,
    @Setting(
            value = "Decay of the squared gradient's mean (rmsprop, adadelta)",
            fallback = Setting.UNSET)
        Double rho,
    @Setting(
            value =
                "Share of each weight taken away a step, times the rate, apart from the gradient",
            fallback = Setting.UNSET)
        Double weightDecay)
    implements Serializable {

  public OptimizerSpec {
    new Rules()
        .positive("learning-rate", learningRate)
        .require(
            momentum == null || (momentum >= 0 && momentum <= 1),
            "momentum",
            "must be between 0 and 1, but was " + momentum)
        .fraction("beta1", beta1)
        .fraction("beta2", beta2)
        .positive("epsilon", epsilon)
        .fraction("rho", rho)
        .notNegative("weight-decay", weightDecay)
        .verify();
  }

  /** A rule with its own defaults. */
  public static OptimizerSpec of(OptimizerName name, double learningRate) {
    return new OptimizerSpec(name, learningRate, null, null, null, null, null, null);
  }

  /**
   * The same training in its shortest form: null where the rule does not read a value or it is the
   * rule's default.
   */
  public OptimizerSpec normalised() {
    OptimizerName rule =
        name == OptimizerName.SGD && effectiveMomentum() > 0 ? OptimizerName.MOMENTUM : name;
    if (rule == OptimizerName.MOMENTUM && effectiveMomentum() == 0) {
      rule = OptimizerName.SGD;
    }
    if (rule == OptimizerName.NESTEROV && effectiveMomentum() == 0) {
      rule = OptimizerName.SGD;
    }
    if (rule == OptimizerName.ADAMW) {
      rule = OptimizerName.ADAM;
    }
    double decay = effectiveWeightDecay();
    return new OptimizerSpec(
        rule,
        learningRate,
        rule.momentum == null || rule == OptimizerName.SGD
            ? null
            : unlessDefault(effectiveMomentum(), rule.momentum),
        unlessDefault(beta1, rule.beta1),
        unlessDefault(beta2, rule.beta2),
        unlessDefault(epsilon, rule.epsilon),
        unlessDefault(rho, rule.rho),
        decay == 0 ? null : decay);
  }

  /** The momentum in force, 0 for a rule without. */
  public double effectiveMomentum() {
    return effective(momentum, name.momentum);
  }

  /** The decay of the gradient's mean in force. */
  public double effectiveBeta1() {
    return effective(beta1, name.beta1);
  }

  /** The decay of the squared gradient's mean in force. */
  public double effectiveBeta2() {
    return effective(beta2, name.beta2);
  }

  /** The epsilon in force. */
  public double effectiveEpsilon() {
    return effective(epsilon, name.epsilon);
  }

  /** The decay of rmsprop and adadelta in force. */
  public double effectiveRho() {
    return effective(rho, name.rho);
  }

  /** The decay of the weights in force, apart from the gradient's. */
  public double effectiveWeightDecay() {
    return weightDecay == null ? name.weightDecay : weightDecay;
  }

  private static double effective(Double given, Double ruleDefault) {
    return ruleDefault == null ? 0 : given == null ? ruleDefault : given;
  }

  private static Double unlessDefault(Double given, Double ruleDefault) {
    return ruleDefault == null || ruleDefault.equals(given) ? null : given;
  }
}
