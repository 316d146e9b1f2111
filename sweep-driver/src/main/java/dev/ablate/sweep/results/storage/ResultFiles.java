package dev.ablate.sweep.results.storage;

import static dev.ablate.sweep.results.storage.FileProblems.attempt;
import static dev.ablate.sweep.results.storage.FileProblems.shown;

import dev.ablate.sweep.results.table.InspectionRow;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.trial.TrialId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A folder of results that was opened, and its parts. */
public final class ResultFiles {

  private static final Set<String> KNOWN =
      Set.of(
          "trials",
          "runs",
          "models",
          "checkpoints",
          "attempts",
          "logs",
          "tables",
          "inspections",
          "refits",
          "report",
          "progress",
          "lock");

  private static final String MODELS = "models";

  private final ResultsLocation location;
  private final Path root;
  private final Storage storage;

  private ResultFiles(ResultsLocation given) throws IOException {
    Path path = new Path(given.uri());
    Configuration configuration = given.configuration();
    storage = Storage.of(path, configuration);
    root = storage.files().makeQualified(path);
    // Only now: a file system adds its own files of settings when it is opened.
    location = ResultsLocation.of(root.toString(), configuration);
  }

  /**
   * Opens the folder of a sweep, or makes it.
   *
   * @throws ResultsException if it is another sweep's, no results folder, or cannot be made
   */
  public static ResultFiles create(ResultsLocation location, String sweep) {
    return attempt(
        location.uri() + ": cannot be made",
        () -> {
          ResultFiles files = new ResultFiles(location);
          files.refuseFileAbove();
          files.refuseOtherSweep(sweep);
          if (!files.storage.files().mkdirs(files.trialsFolder())) {
            throw new IOException("its file system is read-only, or refuses this user");
          }
          return files;
        });
  }

  /**
   * Opens a folder that exists.
   *
   * @throws ResultsException if there is none
   */
  public static ResultFiles open(ResultsLocation location) {
    return attempt(
        location.uri() + ": cannot be read",
        () -> {
          ResultFiles files = new ResultFiles(location);
          if (!files.storage.files().exists(files.root)) {
            throw new ResultsException(files + ": there is no such folder");
          }
          if (!files.storage.files().exists(files.trialsFolder())) {
            throw new ResultsException(files + ": is no results folder, it holds no \"trials\"");
          }
          return files;
        });
  }

  /** Whether there is a results folder. */
  public static boolean exists(ResultsLocation location) {
    return attempt(
        location.uri() + ": cannot be read",
        () -> {
          ResultFiles files = new ResultFiles(location);
          return files.storage.files().exists(files.trialsFolder());
        });
  }

  /** The results folders beside a place, the newest first; none where they cannot be listed. */
  public static List<ResultsLocation> beside(ResultsLocation location) {
    try {
      ResultFiles here = new ResultFiles(location);
      if (here.root.getParent() == null) {
        return List.of();
      }
      List<FileStatus> folders = new ArrayList<>();
      for (FileStatus child : here.storage.files().listStatus(here.root.getParent())) {
        if (child.isDirectory()
            && !child.getPath().equals(here.root)
            && here.storage.files().exists(trialsOf(child.getPath()))) {
          folders.add(child);
        }
      }
      folders.sort(Comparator.comparingLong(FileStatus::getModificationTime).reversed());
      return folders.stream()
          .map(
              folder ->
                  new ResultsLocation(
                      folder.getPath().toString(), here.location.hadoopProperties()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Where it is, absolute, with all that this process knows of its file system. */
  public ResultsLocation location() {
    return location;
  }

  /** The folder itself, absolute. */
  public Path root() {
    return root;
  }

  /** Its file system. */
  public Storage storage() {
    return storage;
  }

  /** The folder of the trials' files. */
  public Path trialsFolder() {
    return trialsOf(root);
  }

  private static Path trialsOf(Path folder) {
    return new Path(folder, "trials");
  }

  /** What a run last told of itself. */
  public ProgressFile progress() {
    return new ProgressFile(storage, new Path(root, "progress"));
  }

  /** Differs once trials were added or runs began; cheap, it only lists names. */
  public String version() throws IOException {
    int names = 0;
    for (Path folder : List.of(trialsFolder(), new Path(root, "runs"))) {
      for (FileStatus file : storage.list(folder)) {
        names = 31 * names + file.getPath().getName().hashCode();
      }
    }
    return Integer.toHexString(names);
  }

  /** What was looked at. */
  public RowFiles<InspectionRow> inspections() {
    return new RowFiles<>(
        storage, new Path(root, "inspections"), InspectionRow.class, InspectionRow::inspectionId);
  }

  /** Trials' configurations that were trained once more. */
  public RefitFiles refits() {
    return new RefitFiles(storage, new Path(root, "refits"));
  }

  /** What an unfinished look has done. */
  public PartFiles parts(String look) {
    return new PartFiles(storage, new Path(root, "inspections/unfinished/" + look));
  }

  /** The names of the weights that a trial kept, in order; none if it kept none. */
  public List<String> storedWeights(TrialId id) throws IOException {
    return storage.list(new Path(root, MODELS + "/" + id)).stream()
        .map(file -> file.getPath().getName())
        .filter(name -> name.endsWith(WeightFiles.ENDING))
        .map(name -> name.substring(0, name.length() - WeightFiles.ENDING.length()))
        .toList();
  }

  /** Opens weights that a trial kept. */
  public InputStream openWeights(TrialId id, String name) throws IOException {
    return storage
        .files()
        .open(new Path(root, MODELS + "/" + id + "/" + name + WeightFiles.ENDING));
  }

  /** The folder of the flat tables. */
  public Path tablesFolder() {
    return new Path(root, "tables");
  }

  /** The trials' files and which of their rows count. */
  public TrialFiles trials() throws IOException {
    return TrialFiles.list(storage, trialsFolder());
  }

  /**
   * Some columns of the trials' rows that count; {@code type} has trialId and attempt among them.
   */
  public <T extends Record & TrialFiles.Keyed> List<T> read(Class<T> type) throws IOException {
    return TrialFiles.read(storage, trialsFolder(), type);
  }

  /**
   * What is made of some columns of each trial's row that counts, one row in memory at a time.
   *
   * @param schema of the columns that {@code made} gets, in their order
   */
  public <T extends TrialFiles.Keyed> List<T> read(Schema schema, Function<Object[], T> made)
      throws IOException {
    return TrialFiles.read(storage, trialsFolder(), schema, made);
  }

  /** Whether a process has the folder, or had it when it died. */
  public boolean isLocked() throws IOException {
    return storage.files().exists(new Path(root, "lock"));
  }

  /** Writes trials' rows. */
  public Commits commits() {
    return new Commits(storage, trialsFolder(), Sleeper.SLEEP);
  }

  /** Merges the trials' files. */
  public Compactor compactor() {
    return new Compactor(storage, trialsFolder());
  }

  /** What each run was asked. */
  public Runs runs() {
    return new Runs(storage, new Path(root, "runs"));
  }

  /** What trials need to go on. */
  public CheckpointFiles checkpoints() {
    return new CheckpointFiles(storage, new Path(root, "checkpoints"));
  }

  /** What befell attempts that have no row yet. */
  public IncidentFiles incidents() {
    return new IncidentFiles(storage, new Path(root, "attempts"));
  }

  /**
   * Weights of trials.
   *
   * @param notices hears that there is no room for them
   */
  public WeightFiles weights(Consumer<String> notices) {
    return new WeightFiles(
        new PatientWriter(storage, Sleeper.SLEEP), new Path(root, MODELS), location, notices);
  }

  /**
   * Takes the folder for this process, until closed.
   *
   * @param notices hears why this waits
   * @throws ResultsException if another process has it
   */
  public FolderLock lock(Consumer<String> notices) throws IOException {
    return FolderLock.take(storage, root, LockOwner.self(), Sleeper.SLEEP, notices);
  }

  /** Compares what must agree. */
  public FolderCheck check() {
    return new FolderCheck(this);
  }

  private void refuseFileAbove() throws IOException {
    for (Path path = root; path != null; path = path.getParent()) {
      if (storage.files().exists(path)) {
        if (storage.files().getFileStatus(path).isFile()) {
          throw new ResultsException(
              this + ": cannot be made, because " + shown(path) + " is a file");
        }
        return;
      }
    }
  }

  private void refuseOtherSweep(String sweep) throws IOException {
    List<FileStatus> entries = storage.list(root);
    if (!entries.isEmpty()
        && entries.stream().noneMatch(entry -> KNOWN.contains(entry.getPath().getName()))) {
      throw new ResultsException(
          this + ": holds other files, choose another folder as sweep.output");
    }
    List<RunRow> recorded = runs().list();
    if (!recorded.isEmpty()) {
      String owner = recorded.get(recorded.size() - 1).sweepId();
      if (!owner.equals(sweep)) {
        throw new ResultsException(
            this
                + ": holds the results of sweep \""
                + owner
                + "\", not of \""
                + sweep
                + "\"; choose another folder as sweep.output");
      }
    }
  }

  /** The folder as people write it. */
  @Override
  public String toString() {
    return shown(root);
  }
}
