package dev.ablate.data.pickle;

import java.io.IOException;

/** A pickle that is damaged, or asks for something that data does not need. */
public final class PickleException extends IOException {

  private static final long serialVersionUID = 1L;

  PickleException(String message) {
    super(message);
  }
}
