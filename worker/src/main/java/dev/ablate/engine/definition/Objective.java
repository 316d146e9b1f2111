package dev.ablate.engine.definition;

import dev.ablate.data.Target;
import dev.ablate.model.Loss;

/**
 * What training minimises, over the class scores of a batch. Scores are few, so this is plain Java
 * in double precision for every path: one home of each definition.
 */
public final class Objective {

  private final Loss loss;
  private final int classes;
  private final double smoothing;

  /** Of a loss over so many classes. */
  public Objective(Loss loss, int classes) {
    this(loss, classes, 0);
  }

  /**
   * Of a loss whose targets are smoothed: {@code (1 - smoothing) * target + smoothing / classes}
   * (Szegedy et al., "Rethinking the Inception architecture", 2016, section 7).
   *
   * @param smoothing in [0, 1); it changes the gradient, not what is measured
   */
  public Objective(Loss loss, int classes, double smoothing) {
    this.loss = loss;
    this.classes = classes;
    this.smoothing = smoothing;
  }

  /**
   * The loss of one example whose target is two classes: the mean of both classes' losses, weighted
   * by their shares.
   *
   * @param scores {@code [classes]}; overwritten by the loss's gradient by the scores
   */
  public double lossAndGradient(double[] scores, Target target) {
    if (!target.isMixed()) {
      return lossAndGradient(scores, target.label());
    }
    double[] second = scores.clone();
    double value = target.share() * lossAndGradient(scores, target.label());
    value += (1 - target.share()) * lossAndGradient(second, target.other());
    for (int i = 0; i < classes; i++) {
      scores[i] = target.share() * scores[i] + (1 - target.share()) * second[i];
    }
    return value;
  }

  /**
   * The loss of one example.
   *
   * @param scores {@code [classes]}; overwritten by the loss's gradient by the scores
   * @param label the true class
   */
  public double lossAndGradient(double[] scores, int label) {
    return switch (loss) {
      case CROSS_ENTROPY -> crossEntropy(scores, label);
      case MEAN_SQUARED_ERROR -> meanSquaredError(scores, label);
      case HINGE -> hinge(scores, label);
    };
  }

  /** What the network predicts: probabilities, or the scores for a loss without softmax. */
  public void predict(double[] scores) {
    if (loss != Loss.HINGE) {
      softmax(scores);
    }
  }

  private double crossEntropy(double[] scores, int label) {
    double shift = max(scores);
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - shift);
    }
    double value = Math.log(sum) - (scores[label] - shift);
    softmax(scores);
    for (int i = 0; i < classes; i++) {
      scores[i] -= target(i, label);
    }
    return value;
  }

  private double meanSquaredError(double[] scores, int label) {
    softmax(scores);
    double value = 0;
    double mean = 0;
    for (int i = 0; i < classes; i++) {
      double difference = scores[i] - (i == label ? 1 : 0);
      value += difference * difference / classes;
      mean += 2 * (scores[i] - target(i, label)) / classes * scores[i];
    }
    for (int i = 0; i < classes; i++) {
      double difference = scores[i] - target(i, label);
      scores[i] *= 2 * difference / classes - mean;
    }
    return value;
  }

  /** What the probability of a class should be. */
  private double target(int index, int label) {
    return (1 - smoothing) * (index == label ? 1 : 0) + smoothing / classes;
  }

  private double hinge(double[] scores, int label) {
    double own = scores[label];
    double value = 0;
    int violations = 0;
    for (int i = 0; i < classes; i++) {
      double margin = 1 + scores[i] - own;
      // "not at most 0" rather than "above 0": NaN must show in the loss.
      boolean violated = i != label && !(margin <= 0);
      value += violated ? margin : 0;
      violations += violated ? 1 : 0;
      scores[i] = violated ? 1 : 0;
    }
    scores[label] = -violations;
    return value;
  }

  private static void softmax(double[] scores) {
    double shift = max(scores);
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - shift);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }

  private static double max(double[] scores) {
    double max = scores[0];
    for (double score : scores) {
      max = Math.max(max, score);
    }
    return max;
  }
}
