package dev.ablate.sweep.results;

import dev.ablate.trial.CheckpointStore;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Split;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.WeightStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of results, on any file system that Hadoop knows. Safe for several threads. */
public final class ResultsFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ResultsFolder.class);
  private static final Set<String> KNOWN =
      Set.of(
          "trials",
          "runs",
          "models",
          "checkpoints",
          "attempts",
          "logs",
          "tables",
          "report",
          "lock");

  private final ResultsLocation location;
  private final Path root;
  private final Storage storage;
  private final Runs runs;
  private final Commits commits;
  private final IncidentFiles incidentFiles;

  private ResultsFolder(ResultsLocation given) throws IOException {
    Path path = new Path(given.uri());
    Configuration configuration = given.configuration();
    storage = Storage.of(path, configuration);
    root = storage.files().makeQualified(path);
    // Only now: a file system adds its own files of settings when it is opened.
    location = ResultsLocation.of(root.toString(), configuration);
    runs = new Runs(storage, new Path(root, "runs"));
    commits = new Commits(storage, trials(), Pause.SLEEP);
    incidentFiles = new IncidentFiles(storage, new Path(root, "attempts"));
  }

  /**
   * Opens the folder of a sweep, or makes it.
   *
   * @throws ResultsException if it is another sweep's, no results folder, or cannot be made
   */
  public static ResultsFolder create(ResultsLocation location, String sweep) {
    return attempt(
        location.uri() + ": cannot be made",
        () -> {
          ResultsFolder folder = new ResultsFolder(location);
          folder.refuseFileAbove();
          folder.refuseOtherSweep(sweep);
          if (!folder.storage.files().mkdirs(folder.trials())) {
            throw new IOException("its file system is read-only, or refuses this user");
          }
          return folder;
        });
  }

  /**
   * Opens a folder that exists.
   *
   * @throws ResultsException if there is none
   */
  public static ResultsFolder open(ResultsLocation location) {
    return attempt(
        location.uri() + ": cannot be read",
        () -> {
          ResultsFolder folder = new ResultsFolder(location);
          FileSystem files = folder.storage.files();
          if (!files.exists(folder.root)) {
            throw new ResultsException(folder.shown() + ": there is no such folder");
          }
          if (!files.exists(folder.trials())) {
            throw new ResultsException(
                folder.shown() + ": is no results folder, it holds no \"trials\"");
          }
          return folder;
        });
  }

  /**
   * Where it is, absolute, with all that this process knows of its file system: what an executor
   * needs to open it, in another working folder and without Hadoop's files of settings.
   */
  public ResultsLocation location() {
    return location;
  }

  /** Whether there is a results folder. */
  public static boolean exists(ResultsLocation location) {
    return attempt(
        location.uri() + ": cannot be read",
        () -> {
          ResultsFolder folder = new ResultsFolder(location);
          return folder.storage.files().exists(folder.trials());
        });
  }

  /** Whether an attempt's row was committed, and not compacted since. */
  public boolean holds(TrialId id, int attempt) {
    Path file = commits.file(id.value(), attempt);
    return attempt(shown(file) + ": cannot be read", () -> storage.files().exists(file));
  }

  /**
   * Keeps a row: visible whole or not at all, once however often it is called. Where there is no
   * room it waits for some, and says so in the log.
   */
  public void commit(TrialRow row) {
    commit(row, LOG::warn);
  }

  /** The same, saying elsewhere that there is no room. */
  public void commit(TrialRow row, Consumer<String> notices) {
    attempt(
        shown(commits.file(row.trialId(), row.attempt())) + ": cannot be written",
        () -> {
          commits.commit(row, notices);
          return row;
        });
  }

  /**
   * Takes the folder for this process, until closed.
   *
   * @param notices hears why this waits
   * @throws ResultsException if another process has it
   */
  public FolderLock lock(Consumer<String> notices) {
    return attempt(
        shown() + ": cannot be locked",
        () -> FolderLock.take(storage, root, LockOwner.self(), Pause.SLEEP, notices));
  }

  /**
   * The trials that ended, newest attempt of each, by id.
   *
   * @throws ResultsException naming each file that cannot be read
   */
  public Map<TrialId, FinishedTrial> finished() {
    Map<TrialId, FinishedTrial> finished = new TreeMap<>();
    Set<TrialId> states = attempt(shown() + ": cannot be read", () -> checkpointFiles().trials());
    for (FinishedColumns row : read(FinishedColumns.class)) {
      TrialId id = new TrialId(row.trialId);
      finished.put(id, row.finished(id, states.contains(id)));
    }
    return finished;
  }

  /** Validation accuracy by epoch, newest attempt of each trial; nothing without validation. */
  public Map<TrialId, NavigableMap<Integer, Double>> validationAccuracies() {
    Map<TrialId, NavigableMap<Integer, Double>> accuracies = new TreeMap<>();
    for (EpochColumns row : read(EpochColumns.class)) {
      NavigableMap<Integer, Double> epochs = new TreeMap<>();
      for (EpochRow epoch : row.epochs) {
        if (epoch.split().equals(Columns.text(Split.VALIDATION))
            && epoch.metric().equals(Columns.text(Metric.ACCURACY))) {
          epochs.put(epoch.epoch(), epoch.value());
        }
      }
      accuracies.put(new TrialId(row.trialId), epochs);
    }
    return accuracies;
  }

  /** How long trials took, newest attempt of each. */
  public List<TrialTiming> timings() {
    return read(TrialTiming.class);
  }

  /**
   * Records what a run is asked.
   *
   * @return {@code run} with its number
   */
  public RunRow startRun(RunRow run, List<AxisColumn> axes, Iterable<DesignRow> points) {
    return attempt(shown() + ": cannot record the run", () -> runs.start(run, axes, points));
  }

  /** The runs so far, oldest first. */
  public List<RunRow> runs() {
    return attempt(shown() + ": cannot read the runs", runs::list);
  }

  /**
   * The best trials that completed or were stopped: by validation accuracy, or by test accuracy
   * where there is no validation.
   */
  public List<LeaderboardRow> leaderboard(int count) {
    return Leaderboard.of(read(Leaderboard.Candidate.class), count);
  }

  /**
   * Merges the trials' files into one; may be killed at any time. Files that it makes superfluous
   * stay until a later call finds the merged one old enough, for readers that have them open.
   *
   * @param grace how long readers may take; only one process may compact at a time
   */
  public Compaction compact(Duration grace) {
    return attempt(
        shown() + ": cannot be compacted", () -> new Compactor(storage, trials()).compact(grace));
  }

  /**
   * Reads everything and compares what must agree: checksums, schemas, keys, counts.
   *
   * @return what is wrong, one line each, beginning with the file; empty if all is well
   */
  public List<String> check() {
    return attempt(shown() + ": cannot be checked", () -> new Check(this).problems());
  }

  /**
   * Reads what {@link #check} reads, but nothing that a run derives anew.
   *
   * @return what is wrong, one line each, beginning with the file; empty if all is well
   */
  public List<String> damage() {
    return attempt(shown() + ": cannot be checked", () -> new Check(this).damage());
  }

  /** When a trial's checkpoint was written, milliseconds since 1970; 0 if there is none. */
  public long checkpointAt(TrialId id) {
    return attempt(
        shown() + ": cannot read the checkpoint of " + id, () -> checkpointFiles().writtenAt(id));
  }

  /** What befell an attempt that has no row yet. */
  public TrialIncidents incidents(TrialId id, int attempt) {
    return attempt(
        shown() + ": cannot read what befell " + id, () -> incidentFiles.read(id, attempt));
  }

  /** Keeps what befell an attempt, until {@link #forgetIncidents}. */
  public void record(TrialId id, int attempt, TrialIncidents incidents) {
    attempt(
        shown() + ": cannot write what befell " + id,
        () -> {
          incidentFiles.write(id, attempt, incidents);
          return id;
        });
  }

  /** Drops what befell an attempt: it has a row. */
  public void forgetIncidents(TrialId id, int attempt) {
    attempt(
        shown() + ": cannot delete what befell " + id,
        () -> {
          incidentFiles.delete(id, attempt);
          return id;
        });
  }

  /** Keeps weights as {@code models/<trial_id>/<name>.weights}. */
  public WeightStore weights() {
    return weights(LOG::warn);
  }

  /** The same, saying elsewhere that there is no room. */
  public WeightStore weights(Consumer<String> notices) {
    return new WeightFiles(
        new Room(storage, Pause.SLEEP), new Path(root, "models"), location, notices);
  }

  /** Keeps what trials need to go on as {@code checkpoints/<trial_id>.checkpoint}. */
  public CheckpointStore checkpoints() {
    return checkpointFiles();
  }

  /** Removes what a trial would have gone on from. */
  public void removeCheckpoint(TrialId id) {
    attempt(shown() + ": cannot be written", () -> checkpointFiles().remove(id));
  }

  private CheckpointFiles checkpointFiles() {
    return new CheckpointFiles(storage, new Path(root, "checkpoints"));
  }

  Path root() {
    return root;
  }

  Storage storage() {
    return storage;
  }

  Runs runFiles() {
    return runs;
  }

  /** The trials' files and which of their rows count. */
  TrialFiles trialFiles() {
    return attempt(shown() + ": cannot be read", () -> TrialFiles.list(storage, trials()));
  }

  /** Some columns of the rows that count; {@code type} has trialId and attempt among them. */
  private <T extends Record & TrialFiles.Keyed> List<T> read(Class<T> type) {
    return attempt(shown() + ": cannot be read", () -> TrialFiles.read(storage, trials(), type));
  }

  private Path trials() {
    return new Path(root, "trials");
  }

  private String shown() {
    return shown(root);
  }

  /** Local paths without their scheme. */
  static String shown(Path path) {
    return path.toUri().getScheme().equals("file") ? path.toUri().getPath() : path.toString();
  }

  private void refuseFileAbove() throws IOException {
    for (Path path = root; path != null; path = path.getParent()) {
      if (storage.files().exists(path)) {
        if (storage.files().getFileStatus(path).isFile()) {
          throw new ResultsException(
              shown() + ": cannot be made, because " + shown(path) + " is a file");
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
          shown() + ": holds other files, choose another folder as sweep.output");
    }
    List<RunRow> recorded = runs.list();
    if (!recorded.isEmpty()) {
      String owner = recorded.get(recorded.size() - 1).sweepId();
      if (!owner.equals(sweep)) {
        throw new ResultsException(
            shown()
                + ": holds the results of sweep \""
                + owner
                + "\", not of \""
                + sweep
                + "\"; choose another folder as sweep.output");
      }
    }
  }

  record EpochColumns(String trialId, int attempt, List<EpochRow> epochs)
      implements TrialFiles.Keyed {}

  interface Action<T> {
    T run() throws IOException;
  }

  static <T> T attempt(String problem, Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw new ResultsException(problem + ": " + Storage.text(e), e);
    } catch (FSError e) {
      throw new ResultsException(problem + ": " + Storage.text(Storage.ofDisk(e)), e);
    }
  }

  /** The columns that {@link #finished} needs. */
  record FinishedColumns(
      String trialId,
      int attempt,
      String status,
      String failure,
      String stoppedBy,
      int epochsAsked,
      int epochsTrained)
      implements TrialFiles.Keyed {

    FinishedTrial finished(TrialId id, boolean goesOn) {
      return new FinishedTrial(
          id, attempt, status, failure, stoppedBy, epochsAsked, epochsTrained, goesOn);
    }
  }

  /** One element at a time, converted. */
  static <A, B> Iterator<B> map(Iterator<A> elements, Function<A, B> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return elements.hasNext();
      }

      @Override
      public B next() {
        return function.apply(elements.next());
      }
    };
  }
}
