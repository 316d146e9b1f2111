package dev.ablate.sweep.results.table;

import dev.ablate.model.LayerStatistics;
import dev.ablate.trial.LayerMeasurement;
import java.util.List;

/**
 * What a layer's numbers looked like after an epoch.
 *
 * @param epoch after which it was looked at, 0 for before training
 * @param index of the layer, from 0
 * @param name of the layer
 * @param activationMean over images and units
 * @param activationDeviation over images and units
 * @param zeroShare share of activations that are exactly zero, in [0, 1]
 * @param histogramEdges bounds of the bins, one more than there are bins
 * @param histogramCounts activations in each bin
 * @param weightNorm Euclidean, of the layer's weights
 * @param gradientNorm Euclidean, of the last step's gradient
 */
public record LayerStatRow(
    int epoch,
    int index,
    String name,
    Double activationMean,
    Double activationDeviation,
    Double zeroShare,
    List<Double> histogramEdges,
    List<Long> histogramCounts,
    Double weightNorm,
    Double gradientNorm) {

  public LayerStatRow {
    histogramEdges = List.copyOf(histogramEdges);
    histogramCounts = List.copyOf(histogramCounts);
  }

  static LayerStatRow of(LayerMeasurement measured) {
    LayerStatistics layer = measured.statistics();
    return new LayerStatRow(
        measured.epoch(),
        layer.index(),
        layer.name(),
        layer.mean(),
        layer.deviation(),
        layer.zeroShare(),
        layer.histogramEdges(),
        layer.histogramCounts(),
        layer.weightNorm(),
        layer.gradientNorm());
  }
}
