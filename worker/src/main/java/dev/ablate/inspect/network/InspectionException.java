package dev.ablate.inspect.network;

/** What cannot be looked at; the message says why and what can be. */
public final class InspectionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the message shown to the user. */
  public InspectionException(String message) {
    super(message);
  }
}
