package dev.ablate.sweep.results.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** The file {@code progress}: what a run last told of itself. */
public final class ProgressFile {

  private final Storage storage;
  private final Path file;

  ProgressFile(Storage storage, Path file) {
    this.storage = storage;
    this.file = file;
  }

  /** Replaces it. */
  public void write(String text) throws IOException {
    storage.overwrite(file, text);
  }

  /** Its text; nothing if there is none, or a writer is at it. */
  public Optional<String> read() throws IOException {
    try {
      return Optional.of(storage.readText(file)).filter(text -> !text.isEmpty());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
