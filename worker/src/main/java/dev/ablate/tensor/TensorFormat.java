package dev.ablate.tensor;

import java.io.IOException;
import java.util.Optional;

/** Reads one kind of file of weights; found through {@link java.util.ServiceLoader}. */
public interface TensorFormat {

  /**
   * Whether a file may be one, by its first 16 bytes; there may be more formats of one beginning.
   */
  boolean begins(byte[] first);

  /**
   * Reads a file that begins so.
   *
   * @return empty if it is another kind of file
   * @throws TensorFileException if it is damaged, or holds what cannot be taken over
   */
  Optional<TensorFile> read(byte[] file) throws IOException;
}
