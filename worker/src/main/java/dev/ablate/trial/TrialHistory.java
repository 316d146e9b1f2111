package dev.ablate.trial;

import java.io.Serializable;
import java.util.List;

/**
 * What was measured.
 *
 * @param epochsTrained whole epochs; one that was cut by a limit has rows but is not counted
 * @param iterationsTrained steps
 * @param imagesTrained images seen in steps
 * @param trainSeconds time spent in training steps, evaluation not counted
 * @param epochs after each epoch; train is the mean over the epoch's batches while they were
 *     trained on
 * @param iterations after every {@code report-every} iterations; train is the mean over the batches
 *     since the last
 * @param layerStats what layers looked like, at the epochs that were asked
 */
public record TrialHistory(
    int epochsTrained,
    int iterationsTrained,
    long imagesTrained,
    double trainSeconds,
    List<Measurement> epochs,
    List<Measurement> iterations,
    List<LayerMeasurement> layerStats)
    implements Serializable {

  /** Nothing was measured. */
  public static final TrialHistory EMPTY =
      new TrialHistory(0, 0, 0, 0, List.of(), List.of(), List.of());

  public TrialHistory {
    epochs = List.copyOf(epochs);
    iterations = List.copyOf(iterations);
    layerStats = List.copyOf(layerStats);
  }
}
