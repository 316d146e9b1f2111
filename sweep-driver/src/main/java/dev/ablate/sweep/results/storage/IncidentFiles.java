package dev.ablate.sweep.results.storage;

import dev.ablate.trial.TrialId;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** The folder {@code attempts}: a small file an attempt that has no row yet. */
public final class IncidentFiles {

  private final Storage storage;
  private final Path folder;

  IncidentFiles(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  public TrialIncidents read(TrialId id, int attempt) throws IOException {
    try {
      return TrialIncidents.parse(storage.readText(file(id, attempt)));
    } catch (FileNotFoundException e) {
      return TrialIncidents.NONE;
    }
  }

  public void write(TrialId id, int attempt, TrialIncidents incidents) throws IOException {
    storage.overwrite(file(id, attempt), incidents.text());
  }

  public void delete(TrialId id, int attempt) throws IOException {
    storage.files().delete(file(id, attempt), false);
  }

  private Path file(TrialId id, int attempt) {
    return new Path(folder, id + "." + attempt);
  }
}
