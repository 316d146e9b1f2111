package dev.ablate.sweep.results.table;

import dev.ablate.spec.Names;
import dev.ablate.trial.TrialOutcome;

/** How an attempt at a trial ended. Rows have it as {@link #text}. */
public enum TrialStatus {
  /** It trained all that it was asked to. */
  COMPLETED,
  /** A number left the finite ones. */
  DIVERGED,
  /** It broke. */
  FAILED,
  /** It was ended early: by a rule, a limit of time or a request. */
  STOPPED;

  /** The status of an outcome. */
  public static TrialStatus of(TrialOutcome outcome) {
    return of(Names.kebab(outcome.getClass().getSimpleName()));
  }

  /**
   * The status that a row has.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TrialStatus of(String text) {
    for (TrialStatus status : values()) {
      if (status.is(text)) {
        return status;
      }
    }
    throw new IllegalArgumentException("no trial ends as \"" + text + "\"");
  }

  /** As rows have it: {@code completed}. */
  public String text() {
    return Names.kebab(this);
  }

  /** Whether a row's status is this one. */
  public boolean is(String text) {
    return text().equals(text);
  }
}
