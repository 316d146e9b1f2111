package dev.ablate.sweep.execution;

/** A sweep that could not go on; the message says why and what is kept. */
public final class SweepException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the message shown to the user. */
  public SweepException(String message) {
    super(message);
  }

  /** With the message shown to the user and what led to it. */
  public SweepException(String message, Throwable cause) {
    super(message, cause);
  }
}
