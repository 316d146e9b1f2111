package dev.ablate.inspect.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a network is right as often as it is sure: images by the probability of the class that
 * was predicted, in bins of equal width. Guo, Pleiss, Sun, Weinberger, "On calibration of modern
 * neural networks", 2017.
 *
 * @param bins from 0 to 1
 */
public record Calibration(List<Bin> bins) {

  /** The number of bins in the paper. */
  public static final int BINS = 15;

  /**
   * Images that a network was about as sure of.
   *
   * @param from least confidence, not included
   * @param to largest confidence, included
   * @param images how many
   * @param confidence their mean; NaN without images
   * @param accuracy share that is right; NaN without images
   */
  public record Bin(double from, double to, long images, double confidence, double accuracy) {}

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Of predictions.
   *
   * @param confidences probability of the predicted class, by image
   * @param right whether it is the true class, by image
   */
  public static Calibration of(double[] confidences, boolean[] right) {
    long[] images = new long[BINS];
    double[] sure = new double[BINS];
    long[] hits = new long[BINS];
    for (int i = 0; i < confidences.length; i++) {
      int bin = Math.max(0, Math.min(BINS - 1, (int) Math.ceil(confidences[i] * BINS) - 1));
      images[bin]++;
      sure[bin] += confidences[i];
      hits[bin] += right[i] ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      bins.add(
          new Bin(
              (double) i / BINS,
              (i + 1.0) / BINS,
              images[i],
              sure[i] / images[i],
              (double) hits[i] / images[i]));
    }
    return new Calibration(bins);
  }

  /** The expected calibration error: how far confidence is from accuracy, a mean over images. */
  public double error() {
    double sum = 0;
    long all = 0;
    for (Bin bin : bins) {
      if (bin.images > 0) {
        sum += bin.images * Math.abs(bin.accuracy - bin.confidence);
        all += bin.images;
      }
    }
    return sum / all;
  }
}
