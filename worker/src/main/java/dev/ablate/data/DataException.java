package dev.ablate.data;

/**
 * Data that is missing or not what it should be; the message names the file, the place in it and
 * the remedy.
 */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the message shown to the user. */
  public DataException(String message) {
    super(message);
  }

  /** With the message shown to the user and what led to it. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
