package dev.ablate.sweep.plan;

import dev.ablate.model.NetworkSummary;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialSpec;

/**
 * A trial that answers points of the design.
 *
 * @param spec what to train, over the most epochs that any of its points asks
 * @param id its identity
 * @param attempt the attempt to make, or the newest if it is done; from 1
 * @param summary shapes and costs of its network
 * @param points number of points it answers
 * @param state whether it must run
 * @param fromEpoch epochs that an earlier attempt trained, from whose state this one goes on
 * @param estimatedSeconds of training and evaluation, NaN while there is no cost model
 * @param memoryBytes estimate of what training holds at a time
 */
public record PlannedTrial(
    TrialSpec spec,
    TrialId id,
    int attempt,
    NetworkSummary summary,
    int points,
    State state,
    int fromEpoch,
    double estimatedSeconds,
    long memoryBytes) {

  PlannedTrial in(State newState) {
    return new PlannedTrial(
        spec, id, attempt, summary, points, newState, fromEpoch, estimatedSeconds, memoryBytes);
  }

  /** Whether a trial must run. */
  public enum State {
    TO_RUN,
    DONE,
    /** Does not fit the budget: left for the next run. */
    POSTPONED
  }
}
