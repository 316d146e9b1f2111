package dev.ablate.sweep.execution;

import dev.ablate.TrialRunner;
import dev.ablate.data.DataException;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.EngineException;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.model.NetworkSummary;
import dev.ablate.sweep.execution.Watchdog.Watch;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.ResultsLocation;
import dev.ablate.sweep.results.TrialContext;
import dev.ablate.sweep.results.TrialRow;
import dev.ablate.trial.Checkpoints;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialOutcome.Failure;
import dev.ablate.trial.TrialRequest;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;

/** The Spark task: trains the trials of its partition (one), and commits each one's row. */
final class TrialTask implements VoidFunction<Iterator<TrialRequest>> {

  private static final long serialVersionUID = 1L;

  /** Engines keep native state for the whole JVM, so tasks share them. */
  private static final ConcurrentHashMap<String, TrainingEngine> ENGINES =
      new ConcurrentHashMap<>();

  /** Whoever opens a folder reads Hadoop's configuration, which takes longer than a commit. */
  private static final ConcurrentHashMap<ResultsLocation, ResultsFolder> FOLDERS =
      new ConcurrentHashMap<>();

  private static final Slots SLOTS = new Slots();
  private static final Watchdog WATCHDOG = Watchdog.start();

  private final String engine;
  private final EngineSettings settings;
  private final DeviceRequest devices;
  private final TrialLimits limits;
  private final boolean stopsEarly;
  private final DatasetLocator data;
  private final ResultsLocation results;
  private final boolean alone;

  /**
   * For the trials of a job.
   *
   * @param alone whether each trains with no other beside it in its JVM
   */
  TrialTask(SweepJob job, boolean alone) {
    this.engine = job.engine();
    this.settings = job.settings();
    this.devices = job.devices();
    this.limits = job.limits();
    this.stopsEarly = job.stopping().isPresent();
    this.data = job.data();
    this.results = job.folder().location();
    this.alone = alone;
  }

  @Override
  public void call(Iterator<TrialRequest> requests) throws InterruptedException {
    ResultsFolder folder = FOLDERS.computeIfAbsent(results, ResultsFolder::open);
    while (requests.hasNext()) {
      TrialRequest request = requests.next();
      try (Slots.Slot slot = alone ? SLOTS.takeAlone() : SLOTS.take()) {
        runOne(folder, request, slot.number());
      } catch (RuntimeException | Error e) {
        SweepPlugin.tell(
            new ExecutorMessage.TaskFailed(request.id(), String.valueOf(e.getMessage())));
        throw e;
      }
    }
  }

  private void runOne(ResultsFolder folder, TrialRequest request, int slot) {
    String executor = SparkEnv.get().executorId();
    if (folder.holds(request.id(), request.attempt())) {
      // Its process died after the row was committed.
      SweepPlugin.tell(new ExecutorMessage.Committed(request.id()));
      return;
    }
    if (!SweepPlugin.ask(new ExecutorMessage.MayBegin(request.id(), executor))) {
      return;
    }
    Devices.Grant grant = Devices.of(devices, engine).grant(TaskContext.get(), slot);
    String host = Hosts.local();
    int epochs = request.spec().training().epochs();
    SweepPlugin.send(new ProgressEvent.Started(request.id(), epochs, host));
    Instant startedAt = Instant.now();
    TrainingEngine trainer;
    SplitDataset split;
    try {
      EngineSettings placed = settings.on(grant.target());
      trainer = ENGINES.computeIfAbsent(engine + placed, key -> Engines.open(engine, placed));
      split = Datasets.split(images(request), request.spec().dataset());
    } catch (EngineException | DataException e) {
      // Every trial that came here would fail of it: better that none does.
      SweepPlugin.tell(new ExecutorMessage.Refused(host + ": " + e.getMessage()));
      throw e;
    }
    NetworkSummary summary = NetworkSummary.of(request.spec().network(), split.shape());
    Consumer<TrialOutcome> commit =
        outcome -> {
          TrialContext context =
              new TrialContext(
                  grant.used(trainer.device()), host, executor, startedAt, Instant.now(), slot);
          commit(folder, TrialRow.of(request, outcome, summary, context));
        };
    train(folder, request, trainer, split, commit);
  }

  private ImageDataset images(TrialRequest request) {
    ImageDataset images = Datasets.load(request.spec().dataset(), data);
    if (!images.checksum().equals(request.spec().dataChecksum())) {
      throw new DataException(
          "the data set at "
              + images.source()
              + " has checksum "
              + images.checksum()
              + ", but the sweep was planned for "
              + request.spec().dataChecksum()
              + "; give every executor the same files");
    }
    return images;
  }

  private void train(
      ResultsFolder folder,
      TrialRequest request,
      TrainingEngine trainer,
      SplitDataset split,
      Consumer<TrialOutcome> commit) {
    Watch watch =
        WATCHDOG.watch(
            limits,
            reason -> {
              commit.accept(timeout(TrialHistory.EMPTY, reason));
              Runtime.getRuntime().halt(ProcessEnd.HUNG);
            });
    TrialObserver observer =
        new TaskObserver(stopsEarly, watch::sign, TaskContext.get()::isInterrupted);
    TrialOutcome outcome =
        TrialRunner.run(
            request,
            trainer,
            split,
            observer,
            folder.weights(
                line -> {
                  // Waiting for room is no hang.
                  watch.sign();
                  notice(line);
                }),
            new Checkpoints(folder.checkpoints(), limits.checkpointSeconds()));
    Optional<String> overdue = watch.sign();
    if (!watch.end()) {
      awaitHalt();
    }
    if (overdue.isPresent() && outcome instanceof TrialOutcome.Stopped stopped) {
      outcome = timeout(stopped.history(), overdue.get());
    }
    if (!alone && outcome instanceof TrialOutcome.Failed failed && isOutOfMemory(failed)) {
      SweepPlugin.tell(new ExecutorMessage.OutOfMemory(request.id()));
      return;
    }
    commit.accept(outcome);
    if (!goesOn(request, outcome)) {
      folder.removeCheckpoint(request.id());
    }
  }

  private static void commit(ResultsFolder folder, TrialRow row) {
    folder.commit(row, TrialTask::notice);
    SweepPlugin.tell(new ExecutorMessage.Committed(row.id()));
    SweepPlugin.send(
        new ProgressEvent.Ended(
            row.id(), row.status(), accuracy(row), row.imagesTrained(), row.error()));
  }

  private static TrialOutcome timeout(TrialHistory history, String reason) {
    return new TrialOutcome.Failed(history, Failure.TIMEOUT, reason);
  }

  private static boolean isOutOfMemory(TrialOutcome.Failed failed) {
    return failed.failure() == Failure.OUT_OF_MEMORY;
  }

  /** The watchdog gave the trial up at the moment it ended, and ends the process. */
  private static void awaitHalt() {
    while (true) {
      java.util.concurrent.locks.LockSupport.park();
    }
  }

  private static void notice(String line) {
    SweepPlugin.send(new ExecutorMessage.Notice(line));
  }

  /** Whether a later run may go on where this attempt ended. */
  private static boolean goesOn(TrialRequest request, TrialOutcome outcome) {
    return outcome instanceof TrialOutcome.Stopped
        || (outcome instanceof TrialOutcome.Completed
            && request.snapshots().state()
            && !request.spec().training().schedule().looksAhead());
  }

  private static double accuracy(TrialRow row) {
    Double value = row.last().rankingAccuracy();
    return value == null ? Double.NaN : value;
  }
}
