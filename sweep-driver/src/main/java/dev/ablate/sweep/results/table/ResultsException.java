package dev.ablate.sweep.results.table;

/** Results that cannot be written or read; the message names the place and the remedy. */
public final class ResultsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the message shown to the user. */
  public ResultsException(String message) {
    super(message);
  }

  /** With the message shown to the user and what led to it. */
  public ResultsException(String message, Throwable cause) {
    super(message, cause);
  }
}
