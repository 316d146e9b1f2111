package dev.ablate.sweep.results;

import dev.ablate.sweep.results.flat.FlatTables;
import dev.ablate.sweep.results.storage.Compaction;
import dev.ablate.sweep.results.storage.FileProblems;
import dev.ablate.sweep.results.storage.FolderLock;
import dev.ablate.sweep.results.storage.RefitFiles;
import dev.ablate.sweep.results.storage.ResultFiles;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.storage.TrialIncidents;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.DesignRow;
import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.InspectionRow;
import dev.ablate.sweep.results.table.LayerStatRow;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.RunDesign;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.trial.CheckpointStore;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.WeightStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of results, on any file system that Hadoop knows. Safe for several threads. */
public final class ResultsFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ResultsFolder.class);

  private final ResultFiles files;
  private final EndedTrials ended;

  private ResultsFolder(ResultFiles files) {
    this.files = files;
    this.ended = new EndedTrials(files);
  }

  /**
   * Opens the folder of a sweep, or makes it.
   *
   * @throws ResultsException if it is another sweep's, no results folder, or cannot be made
   */
  public static ResultsFolder create(ResultsLocation location, String sweep) {
    return new ResultsFolder(ResultFiles.create(location, sweep));
  }

  /**
   * Opens a folder that exists.
   *
   * @throws ResultsException if there is none
   */
  public static ResultsFolder open(ResultsLocation location) {
    return new ResultsFolder(ResultFiles.open(location));
  }

  /** Whether there is a results folder. */
  public static boolean exists(ResultsLocation location) {
    return ResultFiles.exists(location);
  }

  /**
   * The results folders beside a place, itself left out, the newest first. None where they cannot
   * be listed: nobody depends on them.
   */
  public static List<ResultsLocation> beside(ResultsLocation location) {
    return ResultFiles.beside(location);
  }

  /**
   * Where it is, absolute, with all that this process knows of its file system: what an executor
   * needs to open it, in another working folder and without Hadoop's files of settings.
   */
  public ResultsLocation location() {
    return files.location();
  }

  /** Whether it is on a disk of this machine. */
  public boolean isLocal() {
    return files.root().toUri().getScheme().equals("file");
  }

  /** Where it is on this machine's disk. */
  public Path localPath() {
    return Path.of(files.root().toUri().getPath());
  }

  /** Whether an attempt's row was committed, and not compacted since. */
  public boolean holds(TrialId id, int attempt) {
    return attempt("cannot be read", () -> files.commits().holds(id, attempt));
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
    files.commits().commit(row, notices);
  }

  /**
   * Takes the folder for this process, until closed.
   *
   * @param notices hears why this waits
   * @throws ResultsException if another process has it
   */
  public FolderLock lock(Consumer<String> notices) {
    return attempt("cannot be locked", () -> files.lock(notices));
  }

  /**
   * The trials that ended, newest attempt of each, by id.
   *
   * @throws ResultsException naming each file that cannot be read
   */
  public Map<TrialId, FinishedTrial> finished() {
    return attempt("cannot be read", ended::byId);
  }

  /** Validation accuracy by epoch, newest attempt of each trial; nothing without validation. */
  public Map<TrialId, NavigableMap<Integer, Double>> validationAccuracies() {
    return attempt("cannot be read", ended::validationAccuracies);
  }

  /** What each trial came to, newest attempt of each. */
  public List<TrialScores> scores() {
    return attempt("cannot be read", () -> files.read(TrialScores.class));
  }

  /** What some trials measured after each epoch, newest attempt of each. */
  public Map<String, List<EpochRow>> epochs(Predicate<String> trialIds) {
    return attempt("cannot be read", () -> ended.epochs(trialIds));
  }

  /**
   * What each trial measured by epoch, newest attempt of each, by trial.
   *
   * @param names picks by split and metric: {@code validation_accuracy}
   */
  public Map<String, List<EpochCurve>> curves(Predicate<String> names) {
    return attempt("cannot be read", () -> ended.curves(names));
  }

  /** What was seen of a trial's layers while it trained; none unless the study asked for it. */
  public List<LayerStatRow> layerStats(TrialId id) {
    return attempt("cannot be read", () -> ended.layerStats(id));
  }

  /** What each trial that completed has beside its measurements after each epoch. */
  public Map<TrialId, Recorded> recorded() {
    return attempt("cannot be read", ended::recorded);
  }

  /** What the latest run was asked; nothing before the first. */
  public Optional<RunDesign> latestDesign() {
    return attempt("cannot read the design", files.runs()::latest);
  }

  /** How long trials took, newest attempt of each. */
  public List<TrialTiming> timings() {
    return attempt("cannot be read", () -> files.read(TrialTiming.class));
  }

  /**
   * The best trials that completed or were stopped: by validation accuracy, or by test accuracy
   * where there is no validation.
   */
  public List<LeaderboardRow> leaderboard(int count) {
    return attempt(
        "cannot be read", () -> Leaderboard.of(files.read(Leaderboard.Candidate.class), count));
  }

  /**
   * Records what a run is asked.
   *
   * @return {@code run} with its number
   */
  public RunRow startRun(RunRow run, List<AxisColumn> axes, Iterable<DesignRow> points) {
    return attempt("cannot record the run", () -> files.runs().start(run, axes, points));
  }

  /** The runs so far, oldest first. */
  public List<RunRow> runs() {
    return attempt("cannot read the runs", () -> files.runs().list());
  }

  /** What is told of each trial beside its measurements, newest attempt of each, by trial. */
  public Map<String, TrialDetails> details() {
    Map<String, TrialDetails> details = new LinkedHashMap<>();
    attempt("cannot be read", () -> files.read(TrialDetails.class))
        .forEach(trial -> details.put(trial.trialId(), trial));
    return details;
  }

  /**
   * Merges the trials' files into one; may be killed at any time. Files that it makes superfluous
   * stay until a later call finds the merged one old enough, for readers that have them open.
   *
   * @param grace how long readers may take; only one process may compact at a time
   */
  public Compaction compact(Duration grace) {
    return attempt("cannot be compacted", () -> files.compactor().compact(grace));
  }

  /**
   * Merges the trials' files as {@link #compact} does, and deletes nothing; also while others
   * commit rows.
   *
   * @return the number of files that now are in another
   */
  public int merge() {
    return attempt("cannot be merged", () -> files.compactor().merge());
  }

  /**
   * Replaces the flat tables, all at once, by what the folder holds now; only one process may at a
   * time.
   */
  public void writeTables() {
    run("cannot write the tables", () -> FlatTables.of(files).write());
  }

  /**
   * Reads everything and compares what must agree: checksums, schemas, keys, counts.
   *
   * @return what is wrong, one line each, beginning with the file; empty if all is well
   */
  public List<String> check() {
    return attempt("cannot be checked", () -> files.check().problems());
  }

  /**
   * Reads what {@link #check} reads, but nothing that a run derives anew.
   *
   * @return what is wrong, one line each, beginning with the file; empty if all is well
   */
  public List<String> damage() {
    return attempt("cannot be checked", () -> files.check().damage());
  }

  /** Tells those who look from elsewhere how far this run is. */
  public void tell(RunProgress progress) {
    run("cannot tell how far the run is", () -> files.progress().write(progress.text()));
  }

  /** What a run last told of itself; nothing in folders of earlier versions. */
  public Optional<RunProgress> progress() {
    return attempt(
        "cannot read how far the run is", () -> files.progress().read().map(RunProgress::parse));
  }

  /** Differs once trials were added or a run began. */
  public String version() {
    return attempt("cannot be listed", files::version);
  }

  /** What befell an attempt that has no row yet. */
  public TrialIncidents incidents(TrialId id, int attempt) {
    return attempt("cannot read what befell " + id, () -> files.incidents().read(id, attempt));
  }

  /** Keeps what befell an attempt, until {@link #forgetIncidents}. */
  public void record(TrialId id, int attempt, TrialIncidents incidents) {
    run("cannot write what befell " + id, () -> files.incidents().write(id, attempt, incidents));
  }

  /** Drops what befell an attempt: it has a row. */
  public void forgetIncidents(TrialId id, int attempt) {
    run("cannot delete what befell " + id, () -> files.incidents().delete(id, attempt));
  }

  /** Keeps weights as {@code models/<trial_id>/<name>.weights}. */
  public WeightStore weights() {
    return weights(LOG::warn);
  }

  /** The same, saying elsewhere that there is no room. */
  public WeightStore weights(Consumer<String> notices) {
    return files.weights(notices);
  }

  /** The names of the weights that a trial kept, in order; none if it kept none. */
  public List<String> storedWeights(TrialId id) {
    return attempt("cannot read the weights of " + id, () -> files.storedWeights(id));
  }

  /** Opens weights that a trial kept. */
  public InputStream openWeights(TrialId id, String name) {
    return attempt(
        "cannot read the weights " + name + " of " + id, () -> files.openWeights(id, name));
  }

  /** Keeps what was looked at, in the place of the same look before. */
  public void keep(InspectionRow row) {
    run("cannot keep what was looked at", () -> files.inspections().keep(row));
  }

  /** What an ended call of a look had done of one of its runs over the images. */
  public List<byte[]> partsOf(String look, int run) {
    return attempt("cannot read what was done of a look", () -> files.parts(look).read(run));
  }

  /** Keeps more of it. */
  public void keepPart(String look, int run, byte[] part) {
    run("cannot keep what was done of a look", () -> files.parts(look).add(run, part));
  }

  /** Drops it: the look is finished. */
  public void discardParts(String look) {
    run("cannot delete what was done of a look", () -> files.parts(look).discard());
  }

  /** What was looked at, the newest last. */
  public List<Inspected> inspections() {
    return attempt(
        "cannot read what was looked at",
        () ->
            files.inspections().read(Inspected.class).stream()
                .sorted(Comparator.comparing(Inspected::at))
                .toList());
  }

  /** Trials' configurations that were trained once more. */
  public RefitFiles refits() {
    return files.refits();
  }

  /** Keeps what trials need to go on as {@code checkpoints/<trial_id>.checkpoint}. */
  public CheckpointStore checkpoints() {
    return files.checkpoints();
  }

  /** When a trial's checkpoint was written, milliseconds since 1970; 0 if there is none. */
  public long checkpointAt(TrialId id) {
    return attempt("cannot read the checkpoint of " + id, () -> files.checkpoints().writtenAt(id));
  }

  /** Removes what a trial would have gone on from. */
  public void removeCheckpoint(TrialId id) {
    run("cannot be written", () -> files.checkpoints().remove(id));
  }

  private <T> T attempt(String problem, FileProblems.Action<T> action) {
    return FileProblems.attempt(files + ": " + problem, action);
  }

  private void run(String problem, FileProblems.Step step) {
    FileProblems.run(files + ": " + problem, step);
  }
}
