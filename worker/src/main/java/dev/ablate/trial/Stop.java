package dev.ablate.trial;

import java.io.Serializable;

/**
 * Why a trial ends before its end.
 *
 * @param by who has it end
 * @param reason one line for people
 */
public record Stop(By by, String reason) implements Serializable {

  /** Who has a trial end. */
  public enum By {
    /** Other trials that are better, by the sweep's stopping rule. */
    RULE,
    /** The trial's own limit of time: a part of what was asked. */
    TIME_LIMIT,
    /** Somebody who ends the sweep: the trial answers nothing yet. */
    REQUEST
  }

  /** A stop that somebody asked for. */
  public static Stop requested(String reason) {
    return new Stop(By.REQUEST, reason);
  }
}
