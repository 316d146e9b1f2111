package dev.ablate.sweep.analysis;

/** What came of a design point. */
public enum Status {
  /** It trained as long as it was asked; its numbers count. */
  COMPLETED,
  /** Ended before its last epoch by a rule, a limit of time or a request. */
  STOPPED,
  /** Its loss left the finite numbers. */
  DIVERGED,
  /** Its trial broke; it says of which class. */
  FAILED,
  /** It has not ended yet. */
  MISSING,
  /** It cannot be built. */
  INVALID,
  /** A constraint leaves it out. */
  EXCLUDED
}
