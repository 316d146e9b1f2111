package dev.ablate.data;

import dev.ablate.model.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Finds the numbers behind a {@link Normalisation}. */
final class Normalisations {

  private Normalisations() {}

  static Normalisation of(ImageDataset dataset, int[] train, DatasetSpec spec) {
    int channels = dataset.shape().channels();
    return switch (spec.normalise()) {
      case UNIT -> given(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
      case MEASURED -> measured(dataset, train);
      case GIVEN -> given(spec.mean(), spec.deviation());
    };
  }

  private static Normalisation given(List<Double> mean, List<Double> deviation) {
    return Normalisation.of(
        mean.stream().mapToDouble(Double::doubleValue).toArray(),
        deviation.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Counts each byte, so that the sums are exact whatever the order. */
  private static Normalisation measured(ImageDataset dataset, int[] train) {
    Shape shape = dataset.shape();
    int plane = shape.height() * shape.width();
    long[][] counts = new long[shape.channels()][256];
    byte[] pixels = new byte[Math.toIntExact(shape.size())];
    for (int image : train) {
      dataset.train().read(image, pixels);
      int at = 0;
      for (long[] count : counts) {
        for (int end = at + plane; at < end; at++) {
          count[pixels[at] & 0xFF]++;
        }
      }
    }
    double[] mean = new double[counts.length];
    double[] deviation = new double[counts.length];
    for (int channel = 0; channel < counts.length; channel++) {
      double pixelCount = Arrays.stream(counts[channel]).sum();
      double sum = 0;
      for (int value = 0; value < 256; value++) {
        sum += counts[channel][value] * (value / 255.0);
      }
      mean[channel] = sum / pixelCount;
      double squares = 0;
      for (int value = 0; value < 256; value++) {
        double distance = value / 255.0 - mean[channel];
        squares += counts[channel][value] * distance * distance;
      }
      deviation[channel] = Math.sqrt(squares / pixelCount);
      if (deviation[channel] == 0) {
        throw new DataException(
            "normalise = measured cannot divide by a deviation of 0: channel "
                + channel
                + " is the same in all training images");
      }
    }
    return Normalisation.of(mean, deviation);
  }
}
