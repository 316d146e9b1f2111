package dev.ablate.engine;

/** An engine that cannot run here; the message says why and what to do. */
public final class EngineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the message shown to the user. */
  public EngineException(String message) {
    super(message);
  }

  /** With the message shown to the user and what led to it. */
  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
