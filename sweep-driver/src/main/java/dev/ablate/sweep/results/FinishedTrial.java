package dev.ablate.sweep.results;

import dev.ablate.sweep.results.table.TrialStatus;
import dev.ablate.trial.TrialId;
import java.util.Set;

/**
 * A trial that the tables hold already, newest attempt.
 *
 * @param id the trial
 * @param attempt from 1
 * @param status {@code completed}, {@code diverged}, {@code failed} or {@code stopped}
 * @param failure class of failure; null unless failed
 * @param stoppedBy {@code rule}, {@code time-limit} or {@code request}; null unless stopped
 * @param epochsAsked epochs that the attempt was to train
 * @param epochsTrained whole epochs it did train
 * @param goesOn whether its state is kept, so that more epochs go on from there
 */
public record FinishedTrial(
    TrialId id,
    int attempt,
    String status,
    String failure,
    String stoppedBy,
    int epochsAsked,
    int epochsTrained,
    boolean goesOn) {

  /** The same; as one that nothing is left of but its number of attempts. */
  public FinishedTrial asIfNeverTrained() {
    return new FinishedTrial(
        id, attempt, TrialStatus.STOPPED.text(), null, null, epochsAsked, 0, false);
  }

  /** The same; as one that was stopped, and so answers nothing, where it is to be tried again. */
  public FinishedTrial unless(Set<Retry> retried) {
    return retried.stream().anyMatch(retry -> retry.covers(this))
        ? new FinishedTrial(
            id, attempt, TrialStatus.STOPPED.text(), null, null, epochsAsked, epochsTrained, goesOn)
        : this;
  }
}
