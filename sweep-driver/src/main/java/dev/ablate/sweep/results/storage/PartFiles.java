package dev.ablate.sweep.results.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** What an unfinished look has done, as {@code inspections/unfinished/<look>/<run>-*.part}. */
public final class PartFiles {

  private static final String ENDING = ".part";

  private final Storage storage;
  private final Path folder;

  PartFiles(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** The parts of a run, in no order. */
  public List<byte[]> read(int run) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (FileStatus file : storage.list(folder)) {
      String name = file.getPath().getName();
      if (name.startsWith(run + "-") && name.endsWith(ENDING)) {
        try (InputStream in = storage.files().open(file.getPath())) {
          parts.add(in.readAllBytes());
        }
      }
    }
    return parts;
  }

  /** Adds a part to a run. */
  public void add(int run, byte[] part) throws IOException {
    storage.write(new Path(folder, run + "-" + UUID.randomUUID() + ENDING), out -> out.write(part));
  }

  /** Removes all: the look is finished. */
  public void discard() throws IOException {
    storage.files().delete(folder, true);
    if (storage.list(folder.getParent()).isEmpty()) {
      storage.files().delete(folder.getParent(), true);
    }
  }
}
