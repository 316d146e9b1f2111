package dev.ablate.trial;

import java.io.Serializable;

/** How a trial ended, always with what was measured until then. */
public sealed interface TrialOutcome extends Serializable {

  /** What was measured until the end. */
  TrialHistory history();

  /** Trained to its end. */
  record Completed(TrialHistory history) implements TrialOutcome {}

  /**
   * The loss or a weight became NaN or infinite.
   *
   * @param reason what and when: {@code train loss was NaN at iteration 12}
   */
  record Diverged(TrialHistory history, String reason) implements TrialOutcome {}

  /**
   * Could not be trained.
   *
   * @param failure the class
   * @param error one line for people
   */
  record Failed(TrialHistory history, Failure failure, String error) implements TrialOutcome {}

  /**
   * Was told to end before its end; censored.
   *
   * @param stop by whom and why
   */
  record Stopped(TrialHistory history, Stop stop) implements TrialOutcome {}

  /** Why a trial could not be trained. */
  enum Failure {
    EXCEPTION,
    OUT_OF_MEMORY,
    CRASH,
    TIMEOUT,
    LOST
  }
}
