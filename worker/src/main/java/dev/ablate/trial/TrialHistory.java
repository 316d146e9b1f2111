package dev.ablate.trial;

import java.io.Serializable;
import java.util.List;

/**
 * What was measured.
 *
 * @param epochsTrained whole epochs
 * @param iterationsTrained steps
 * @param imagesTrained images seen in steps
 * @param trainSeconds time spent in training steps, evaluation not counted
 * @param epochs after each epoch; train is the mean over the epoch's batches while they were
 *     trained on
 * @param iterations after every {@code report-every} iterations; train is the mean over the batches
 *     since the last
 */
public record TrialHistory(
    int epochsTrained,
    int iterationsTrained,
    long imagesTrained,
    double trainSeconds,
    List<Measurement> epochs,
    List<Measurement> iterations)
    implements Serializable {

  /** Nothing was measured. */
  public static final TrialHistory EMPTY = new TrialHistory(0, 0, 0, 0, List.of(), List.of());

  public TrialHistory {
    epochs = List.copyOf(epochs);
    iterations = List.copyOf(iterations);
  }
}
