package dev.ablate.sweep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that is gone after its use. */
final class TemporaryFolder {

  private TemporaryFolder() {}

  /** What is done in it. */
  interface Use {
    void of(Path folder) throws IOException;
  }

  static void use(String prefix, Use use) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    try {
      use.of(folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
