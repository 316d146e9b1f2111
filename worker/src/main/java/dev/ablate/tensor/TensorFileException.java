package dev.ablate.tensor;

import java.io.IOException;

/** A file of tensors that is damaged, or something else; the message says what is wrong with it. */
public final class TensorFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With the message shown to the user, which reads on from the file's name. */
  public TensorFileException(String message) {
    super(message);
  }
}
