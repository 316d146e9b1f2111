package dev.ablate.trial;

import java.io.IOException;
import java.io.OutputStream;

/** What is to be in a file. */
@FunctionalInterface
public interface Contents {

  /** Writes it all; may be asked for again where the file could not be written. Closes nothing. */
  void writeTo(OutputStream out) throws IOException;
}
