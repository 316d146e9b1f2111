package dev.ablate.sweep.execution;

import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialProgress;
import java.io.Serializable;

/** What executors tell the driver while trials run. Display only: the tables never depend on it. */
public sealed interface ProgressEvent extends Serializable {

  /** The trial. */
  TrialId id();

  /** A trial began. */
  record Started(TrialId id, int epochs, String host) implements ProgressEvent {}

  /** A trial is on its way. */
  record Running(TrialProgress progress) implements ProgressEvent {
    @Override
    public TrialId id() {
      return progress.id();
    }
  }

  /**
   * A trial ended and its row is committed.
   *
   * @param status as in the table {@code trials}
   * @param accuracy validation accuracy, test accuracy without validation, NaN if there is none
   * @param images trained on
   * @param error one line, or null
   */
  record Ended(TrialId id, String status, double accuracy, long images, String error)
      implements ProgressEvent {}
}
