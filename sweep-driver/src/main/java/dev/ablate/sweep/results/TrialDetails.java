package dev.ablate.sweep.results;

import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.EpochCount;
import dev.ablate.sweep.results.table.Inline;
import dev.ablate.sweep.results.table.LayerRow;
import java.time.Instant;
import java.util.List;

/**
 * What is told of a trial beside its measurements.
 *
 * @param trialId identity
 * @param attempt its newest, from 1
 * @param status {@code completed}, {@code diverged}, {@code failed} or {@code stopped}
 * @param failure the class of a failure; null unless failed
 * @param error why it did not complete; null if it did
 * @param seed of the trial
 * @param epochCount how many epochs it trained
 * @param iterationsTrained steps
 * @param trainSeconds time in training steps
 * @param parameters stored numbers of the network
 * @param macs multiply-accumulate operations of one example's forward pass
 * @param device what it ran on
 * @param host it ran on
 * @param endedAt when the outcome was known
 * @param spec canonical JSON: enough to train it again
 * @param layers of its network
 */
public record TrialDetails(
    String trialId,
    int attempt,
    String status,
    String failure,
    String error,
    long seed,
    @Inline EpochCount epochCount,
    int iterationsTrained,
    double trainSeconds,
    long parameters,
    long macs,
    String device,
    String host,
    Instant endedAt,
    String spec,
    List<LayerRow> layers)
    implements TrialFiles.Keyed {

  public TrialDetails {
    layers = List.copyOf(layers);
  }
}
