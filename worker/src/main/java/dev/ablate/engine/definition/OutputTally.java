package dev.ablate.engine.definition;

import dev.ablate.model.LayerStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Adds up a layer's outputs; twice over all of them, since a histogram's bounds come first. */
public final class OutputTally {

  private long count;
  private long zeros;
  private double sum;
  private double squares;
  private double least = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;
  private final long[] bins = new long[LayerStatistics.BINS];

  /** The first time. */
  public void add(double[] outputs) {
    count += outputs.length;
    for (double output : outputs) {
      zeros += output == 0 ? 1 : 0;
      sum += output;
      squares += output * output;
      least = Math.min(least, output);
      largest = Math.max(largest, output);
    }
  }

  /** The second time. */
  public void sort(double[] outputs) {
    if (isFinite()) {
      double width = (largest - least) / bins.length;
      for (double output : outputs) {
        int bin = width > 0 ? (int) ((output - least) / width) : 0;
        bins[Math.min(bin, bins.length - 1)]++;
      }
    }
  }

  private boolean isFinite() {
    return Double.isFinite(largest - least);
  }

  /** Of the outputs seen, with norms from elsewhere. */
  public LayerStatistics statistics(
      int index, String name, Double weightNorm, Double gradientNorm) {
    double mean = sum / count;
    List<Double> edges = new ArrayList<>();
    for (int i = 0; i <= bins.length && isFinite(); i++) {
      edges.add(i == bins.length ? largest : least + i * ((largest - least) / bins.length));
    }
    return new LayerStatistics(
        index,
        name,
        mean,
        Math.sqrt(Math.max(0, squares / count - mean * mean)),
        (double) zeros / count,
        edges,
        isFinite() ? Arrays.stream(bins).boxed().toList() : List.of(),
        weightNorm,
        gradientNorm);
  }
}
