package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.measure.Calibration;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Scores;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * What a network says of images.
 *
 * @param classes number of classes
 * @param images in order
 */
public record Predictions(int classes, List<Prediction> images) {

  /**
   * Of one image.
   *
   * @param image position among the images
   * @param label true class
   * @param predicted class of the highest probability
   * @param confidence that probability
   * @param trueProbability of the true class
   */
  public record Prediction(
      int image, int label, int predicted, double confidence, double trueProbability)
      implements Serializable {

    /** Whether it is the true class. */
    public boolean isRight() {
      return label == predicted;
    }
  }

  public Predictions {
    images = List.copyOf(images);
  }

  /** Of all images. */
  public static Predictions of(Subject subject, ImageSubset images, Batches batches) {
    List<List<Prediction>> parts =
        batches.spread(
            subject,
            images,
            (network, some, pixels, from) -> {
              Maps scores = network.forward(pixels).scores();
              return java.util.stream.IntStream.range(0, some.count())
                  .mapToObj(i -> prediction(from + i, some.label(i), scores.image(i).values()))
                  .toList();
            });
    return new Predictions(subject.classes(), parts.stream().flatMap(List::stream).toList());
  }

  private static Prediction prediction(int image, int label, double[] scores) {
    double[] shares = Scores.softmax(scores);
    int predicted = Scores.largest(shares);
    return new Prediction(image, label, predicted, shares[predicted], shares[label]);
  }

  /** How many images of each class are taken for each, {@code [true][predicted]}. */
  public long[][] confusion() {
    long[][] counts = new long[classes][classes];
    images.forEach(image -> counts[image.label][image.predicted]++);
    return counts;
  }

  /** Share of images that are recognised. */
  public double accuracy() {
    return (double) images.stream().filter(Prediction::isRight).count() / images.size();
  }

  /** How sure the network is, and how often right. */
  public Calibration calibration() {
    double[] confidences = images.stream().mapToDouble(Prediction::confidence).toArray();
    boolean[] right = new boolean[confidences.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = images.get(i).isRight();
    }
    return Calibration.of(confidences, right);
  }

  /** The mistakes that it was surest of, the surest first. */
  public List<Prediction> surestMistakes(int count) {
    return images.stream()
        .filter(image -> !image.isRight())
        .sorted(
            Comparator.comparingDouble(Prediction::confidence)
                .reversed()
                .thenComparing(Prediction::image))
        .limit(count)
        .toList();
  }
}
