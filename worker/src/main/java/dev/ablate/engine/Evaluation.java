package dev.ablate.engine;

/**
 * Means over images.
 *
 * @param loss mean loss
 * @param accuracy share of images whose highest score is the true class
 * @param images how many
 */
public record Evaluation(double loss, double accuracy, long images) {

  /** Over no images. */
  public static final Evaluation NOTHING = new Evaluation(Double.NaN, Double.NaN, 0);

  /** Over the images of both. */
  public Evaluation plus(Evaluation other) {
    if (images == 0) {
      return other;
    }
    if (other.images == 0) {
      return this;
    }
    long all = images + other.images;
    return new Evaluation(
        (loss * images + other.loss * other.images) / all,
        (accuracy * images + other.accuracy * other.images) / all,
        all);
  }
}
