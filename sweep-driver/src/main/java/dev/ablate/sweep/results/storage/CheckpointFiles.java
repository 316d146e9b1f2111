package dev.ablate.sweep.results.storage;

import dev.ablate.trial.CheckpointStore;
import dev.ablate.trial.Contents;
import dev.ablate.trial.TrialId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The folder {@code checkpoints}: a file a trial that can go on. */
public final class CheckpointFiles implements CheckpointStore {

  private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})\\.checkpoint");

  private final Storage storage;
  private final Path folder;

  CheckpointFiles(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  @Override
  public Optional<InputStream> open(TrialId id) throws IOException {
    try {
      return Optional.of(storage.files().open(file(id)));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(TrialId id, Contents contents) throws IOException {
    storage.writeUnsynced(file(id), contents);
  }

  /** The trials that can go on. */
  public Set<TrialId> trials() throws IOException {
    Set<TrialId> trials = new TreeSet<>();
    for (FileStatus file : storage.list(folder)) {
      Matcher name = NAME.matcher(file.getPath().getName());
      if (name.matches()) {
        trials.add(new TrialId(name.group(1)));
      }
    }
    return trials;
  }

  /** When a trial's file was written, milliseconds since 1970; 0 if there is none. */
  public long writtenAt(TrialId id) throws IOException {
    try {
      return storage.files().getFileStatus(file(id)).getModificationTime();
    } catch (FileNotFoundException e) {
      return 0;
    }
  }

  /** Removes a trial's file, whether or not there is one. */
  public boolean remove(TrialId id) throws IOException {
    return storage.files().delete(file(id), false);
  }

  private Path file(TrialId id) {
    return new Path(folder, id + ".checkpoint");
  }
}
