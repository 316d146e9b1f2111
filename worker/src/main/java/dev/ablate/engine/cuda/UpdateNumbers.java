package dev.ablate.engine.cuda;

import dev.ablate.training.OptimizerSpec;
import java.nio.ByteBuffer;

/**
 * The numbers that a rule's kernel takes a step, computed in double precision: what depends on the
 * step's number is folded into factors. The rules themselves are in {@code update.cu}.
 */
final class UpdateNumbers {

  private static final double WARMING = 0.96;
  private static final double WARMING_STEP = 0.004;

  private final OptimizerSpec spec;
  private double product = 1;
  private int productSteps;

  UpdateNumbers(OptimizerSpec spec) {
    this.spec = spec;
  }

  /** The rule as {@code update.cu} numbers it. */
  int rule() {
    return switch (spec.name()) {
      case SGD, MOMENTUM -> spec.effectiveMomentum() == 0 ? 0 : 1;
      case NESTEROV -> spec.effectiveMomentum() == 0 ? 0 : 2;
      case ADAM, ADAMW -> 3;
      case AMSGRAD -> 4;
      case ADAMAX -> 5;
      case NADAM -> 6;
      case RMSPROP -> 7;
      case ADAGRAD -> 8;
      case ADADELTA -> 9;
    };
  }

  /** Vectors that the rule keeps. */
  int vectors() {
    return switch (rule()) {
      case 0 -> 0;
      case 1, 2, 8 -> 1;
      case 4 -> 3;
      default -> 2;
    };
  }

  /**
   * Writes them as the structure {@code Step} has them, from {@code keep} on.
   *
   * @param step number of the step, from 1
   */
  void write(ByteBuffer bytes, int at, double rate, int step) {
    double first = spec.effectiveBeta1();
    double second = spec.effectiveBeta2();
    double epsilon = spec.effectiveEpsilon();
    double firstCorrection = 1 - Math.pow(first, step);
    double root = Math.sqrt(1 - Math.pow(second, step));
    double[] scale = new double[3];
    switch (spec.name()) {
      case ADAM, ADAMW -> {
        // The paper's last lines of section 2: the rate is corrected instead of the moments, and
        // epsilon is scaled like the root that it is added to.
        scale[0] = rate * root / firstCorrection;
        epsilon *= root;
      }
      case AMSGRAD -> {
        scale[0] = rate / firstCorrection;
        scale[1] = 1 / root;
      }
      case ADAMAX -> scale[0] = rate / firstCorrection;
      case NADAM -> {
        double product = productUpTo(step);
        double next = momentum(step + 1);
        scale[0] = rate * (1 - momentum(step)) / (1 - product);
        scale[1] = 1 / root;
        scale[2] = rate * next / (1 - product * next);
      }
      case RMSPROP, ADADELTA -> {
        first = spec.effectiveMomentum();
        second = spec.effectiveRho();
      }
      case SGD, MOMENTUM, NESTEROV, ADAGRAD -> first = spec.effectiveMomentum();
    }
    double[] numbers = {
      1 - spec.effectiveWeightDecay() * rate,
      rate,
      scale[0],
      scale[1],
      scale[2],
      epsilon,
      first,
      1 - first,
      second,
      1 - second
    };
    for (int i = 0; i < numbers.length; i++) {
      bytes.putFloat(at + i * Float.BYTES, (float) numbers[i]);
    }
  }

  /** Nadam's momenta, multiplied up in step order, whether or not training was resumed between. */
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
    return spec.effectiveBeta1() * (1 - 0.5 * Math.pow(WARMING, step * WARMING_STEP));
  }
}
