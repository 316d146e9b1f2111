package dev.ablate.sweep.plan;

import dev.ablate.model.NetworkSummary;
import dev.ablate.training.TrainingSpec;

/** The memory of a trial by arithmetic. */
final class TrialMemory {
  private static final int BYTES = Float.BYTES;

  /** Each activation is held forward, its gradient backward, and a helper's copy beside them. */
  private static final int COPIES_OF_ACTIVATIONS = 3;

  /** Weights, their gradients and up to two moments of the optimizer. */
  private static final int COPIES_OF_PARAMETERS = 4;

  private TrialMemory() {}

  /** Estimate of the bytes that training holds at a time. */
  static long bytes(NetworkSummary summary, TrainingSpec training) {
    return summary.activations() * training.batchSize() * BYTES * COPIES_OF_ACTIVATIONS
        + summary.parameters() * BYTES * COPIES_OF_PARAMETERS;
  }
}
