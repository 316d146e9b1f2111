package dev.ablate.model;

import java.io.Serializable;
import java.util.List;

/**
 * What a layer's numbers look like at one time: its output over some images, without dropout, and
 * its weights.
 *
 * @param index of the layer, from 0
 * @param name of the layer
 * @param mean over images and units
 * @param deviation over images and units
 * @param zeroShare share of outputs that are exactly zero, in [0, 1]
 * @param histogramEdges bounds of equally wide bins from the least output to the largest, one more
 *     than there are bins; empty where outputs are not finite
 * @param histogramCounts outputs in each bin
 * @param weightNorm Euclidean, of weights or batch norm's scale; null for a layer without
 * @param gradientNorm Euclidean, of their gradient in the last step, before penalties and clipping;
 *     null for a layer without, and before the first step
 */
public record LayerStatistics(
    int index,
    String name,
    double mean,
    double deviation,
    double zeroShare,
    List<Double> histogramEdges,
    List<Long> histogramCounts,
    Double weightNorm,
    Double gradientNorm)
    implements Serializable {

  /** Bins of a histogram. */
  public static final int BINS = 20;

  public LayerStatistics {
    histogramEdges = List.copyOf(histogramEdges);
    histogramCounts = List.copyOf(histogramCounts);
  }
}
