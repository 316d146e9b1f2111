package dev.ablate.data.picture;

import java.io.IOException;

/** A picture that cannot be read; the message says why and reads on from the file's name. */
public final class PictureException extends IOException {

  private static final long serialVersionUID = 1L;

  PictureException(String message) {
    super(message);
  }

  PictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
