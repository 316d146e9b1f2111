package dev.ablate.device;

/** The device asked for cannot be used; the message says why and what to do. */
public final class DeviceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the message shown to the user. */
  public DeviceException(String message) {
    super(message);
  }
}
