package dev.ablate.sweep.bench;

import dev.ablate.sweep.results.storage.LocalFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that is gone after its use.
 *
 * @param path where it is
 */
record TemporaryFolder(Path path) implements AutoCloseable {

  static TemporaryFolder create() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("ablate-bench"));
  }

  @Override
  public void close() throws IOException {
    LocalFolders.delete(path);
  }
}
