package dev.ablate.sweep.plan;

import dev.ablate.model.LayerSummary;
import dev.ablate.model.NetworkSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * What some work consisted of and how long it took.
 *
 * @param amounts of each {@link #KINDS kind of work}
 * @param seconds it took, all in
 */
public record CostObservation(List<Double> amounts, double seconds) {
  /**
   * Kinds of work: multiply-accumulates of convolutions and of products, values that layers and
   * batch norm hand on, parameters updated, layers stepped through, trials begun. A backward pass
   * counts as two forward passes.
   */
  static final List<String> KINDS =
      List.of(
          "convolution_macs",
          "product_macs",
          "activations",
          "batch_norm_activations",
          "parameter_updates",
          "layer_steps",
          "trials");

  /**
   * About what each kind costs on one core with AVX-512, seconds: what a machine without a history
   * is taken for, up to one factor.
   */
  static final List<Double> TYPICAL = List.of(1.2e-11, 3e-11, 3e-10, 1e-9, 3e-9, 3e-5, 0.3);

  public CostObservation {
    amounts = List.copyOf(amounts);
    if (amounts.size() != KINDS.size()) {
      throw new IllegalArgumentException(
          "amounts must be " + KINDS.size() + ", but were " + amounts.size());
    }
  }

  /** Work of a network that took so long. */
  public static CostObservation of(NetworkSummary summary, TrialWork work, double seconds) {
    return new CostObservation(amounts(summary, work), seconds);
  }

  /** Steps of a network that took so long, building it left out. */
  static CostObservation ofSteps(NetworkSummary summary, TrialWork work, double seconds) {
    List<Double> amounts = new ArrayList<>(amounts(summary, work));
    amounts.set(KINDS.indexOf("trials"), 0.0);
    return new CostObservation(amounts, seconds);
  }

  static List<Double> amounts(NetworkSummary summary, TrialWork work) {
    double passes = 3 * work.imagesTrained() + work.imagesEvaluated();
    double convolutions = 0;
    double products = 0;
    double normed = 0;
    for (LayerSummary layer : summary.layers()) {
      switch (layer.kind()) {
        case "dense", "recurrent" -> products += layer.macs();
        case "batch-norm" -> normed += layer.output().size();
        default -> convolutions += layer.macs();
      }
    }
    return List.of(
        passes * convolutions,
        passes * products,
        passes * summary.activations(),
        passes * normed,
        (double) work.iterations() * summary.trainable(),
        (double) work.iterations() * summary.layers().size(),
        1.0);
  }
}
