package dev.ablate.sweep.results;

import dev.ablate.sweep.results.table.TrialStatus;

/** Which ended trials are to be tried once more; the new attempt supersedes the old row. */
public enum Retry {
  /** Whatever failed, the lost included. */
  FAILED,
  DIVERGED,
  /** Whose executor was lost. */
  LOST,
  /** Those that completed without recording what is asked now beside their scores. */
  UNRECORDED;

  /** Whether this trial's row says that it is one of them; of what it recorded a row says less. */
  public boolean covers(FinishedTrial trial) {
    return switch (this) {
      case FAILED -> TrialStatus.FAILED.is(trial.status());
      case DIVERGED -> TrialStatus.DIVERGED.is(trial.status());
      case LOST -> TrialStatus.FAILED.is(trial.status()) && "lost".equals(trial.failure());
      case UNRECORDED -> false;
    };
  }
}
