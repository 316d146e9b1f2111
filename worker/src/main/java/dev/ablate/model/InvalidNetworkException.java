package dev.ablate.model;

/** A network that cannot be built for its input; the message names the layer and why. */
public final class InvalidNetworkException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With the reason: {@code conv2: kernel 5 is larger than its input 16x4x4}. */
  public InvalidNetworkException(String message) {
    super(message);
  }
}
