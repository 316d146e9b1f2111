package dev.ablate.trial;

import java.io.Serializable;

/**
 * One attempt at a trial.
 *
 * @param id identity of {@code spec}
 * @param attempt from 1
 * @param spec what to train
 * @param snapshots which weights to keep
 */
public record TrialRequest(TrialId id, int attempt, TrialSpec spec, Snapshots snapshots)
    implements Serializable {

  /** The first attempt. */
  public static TrialRequest first(TrialSpec spec, Snapshots snapshots) {
    return new TrialRequest(spec.id(), 1, spec, snapshots);
  }
}
