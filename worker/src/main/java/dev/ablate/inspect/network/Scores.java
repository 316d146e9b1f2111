package dev.ablate.inspect.network;

import dev.ablate.model.Loss;

/** What class scores mean. */
public final class Scores {

  private Scores() {}

  /** Probabilities that add up to 1. */
  public static double[] softmax(double[] scores) {
    double shift = scores[largest(scores)];
    double sum = 0;
    double[] shares = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      shares[i] = Math.exp(scores[i] - shift);
      sum += shares[i];
    }
    for (int i = 0; i < scores.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  /** The class of the highest score; the first of equals. */
  public static int largest(double[] scores) {
    int largest = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[largest]) {
        largest = i;
      }
    }
    return largest;
  }

  /**
   * The loss of one image, as training defines it.
   *
   * @param label the true class
   */
  public static double loss(Loss loss, double[] scores, int label) {
    return switch (loss) {
      case CROSS_ENTROPY -> crossEntropy(scores, label);
      case MEAN_SQUARED_ERROR -> meanSquaredError(softmax(scores), label);
      case HINGE -> hinge(scores, label);
    };
  }

  private static double crossEntropy(double[] scores, int label) {
    double shift = scores[largest(scores)];
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - shift);
    }
    return Math.log(sum) - (scores[label] - shift);
  }

  private static double meanSquaredError(double[] shares, int label) {
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      double difference = shares[i] - (i == label ? 1 : 0);
      sum += difference * difference;
    }
    return sum / shares.length;
  }

  private static double hinge(double[] scores, int label) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += i == label ? 0 : Math.max(0, 1 + scores[i] - scores[label]);
    }
    return sum;
  }
}
