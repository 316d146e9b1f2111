package dev.ablate.sweep.results;

/** Which ended trials are to be tried once more; the new attempt supersedes the old row. */
public enum Retry {
  /** Whatever failed, the lost included. */
  FAILED,
  DIVERGED,
  /** Whose executor was lost. */
  LOST;

  /** Whether this trial is one of them. */
  public boolean covers(FinishedTrial trial) {
    return switch (this) {
      case FAILED -> trial.status().equals("failed");
      case DIVERGED -> trial.status().equals("diverged");
      case LOST -> trial.status().equals("failed") && "lost".equals(trial.failure());
    };
  }
}
