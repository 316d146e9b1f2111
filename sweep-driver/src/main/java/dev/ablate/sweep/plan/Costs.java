package dev.ablate.sweep.plan;

import dev.ablate.model.NetworkSummary;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.TrialSpec;

/** What a trial costs by arithmetic: no engine, no measurement. */
final class Costs {
  private static final int BYTES = Float.BYTES;

  /** Each activation is held forward, its gradient backward, and a helper's copy beside them. */
  private static final int COPIES_OF_ACTIVATIONS = 3;

  /** Weights, their gradients and up to two moments of the optimizer. */
  private static final int COPIES_OF_PARAMETERS = 4;

  /** A backward pass is two products where the forward pass is one. */
  private static final int PASSES = 3;

  private Costs() {}

  /** Estimate of the bytes that training holds at a time. */
  static long memoryBytes(NetworkSummary summary, TrainingSpec training) {
    return summary.activations() * training.batchSize() * BYTES * COPIES_OF_ACTIVATIONS
        + summary.parameters() * BYTES * COPIES_OF_PARAMETERS;
  }

  /** Multiply-accumulate operations of all steps. */
  static double trainingMacs(TrialSpec spec, NetworkSummary summary, int trainImages) {
    return (double) summary.macs() * PASSES * imagesTrained(spec, trainImages);
  }

  /**
   * Images seen in steps.
   *
   * @param trainImages images of the training part before any limit or split
   */
  static double imagesTrained(TrialSpec spec, int trainImages) {
    int limit = spec.dataset().trainLimit();
    int images = limit > 0 ? Math.min(limit, trainImages) : trainImages;
    double held = Math.max(1, Math.round(images * (1 - spec.dataset().validation())));
    TrainingSpec training = spec.training();
    double all = held * training.epochs();
    return training.maxIterations() == 0
        ? all
        : Math.min(all, (double) training.maxIterations() * training.batchSize());
  }
}
