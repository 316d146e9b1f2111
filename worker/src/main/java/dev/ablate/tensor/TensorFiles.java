package dev.ablate.tensor;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Reads files of weights of all formats that are known. */
public final class TensorFiles {

  private TensorFiles() {}

  /** Whether a file may be of a known format, by its first 16 bytes. */
  public static boolean mayBeOne(byte[] first) {
    return Safetensors.isOne(first) || formats().anyMatch(format -> format.begins(first));
  }

  /**
   * Reads one.
   *
   * @return empty if it is of no known format
   * @throws TensorFileException if it is damaged
   */
  public static Optional<TensorFile> read(byte[] file) throws IOException {
    if (Safetensors.isOne(file)) {
      return Optional.of(Safetensors.read(file));
    }
    for (TensorFormat format : formats().filter(format -> format.begins(file)).toList()) {
      Optional<TensorFile> read = format.read(file);
      if (read.isPresent()) {
        return read;
      }
    }
    return Optional.empty();
  }

  private static Stream<TensorFormat> formats() {
    return ServiceLoader.load(TensorFormat.class, TensorFiles.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get);
  }
}
