package dev.ablate.sweep.execution;

import dev.ablate.data.DataException;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.ImageDataset;
import dev.ablate.engine.EngineException;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.TrialContext;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

  private void runOne(ResultsFolder folder, TrialRequest request, int slot)
      throws InterruptedException {
    TaskContext task = TaskContext.get();
    String executor = SparkEnv.get().executorId();
    if (folder.holds(request.id(), request.attempt())) {
      // Its process died after the row was committed.
      SweepPlugin.tell(new ExecutorMessage.Committed(request.id()));
      return;
    }
    if (!SweepPlugin.ask(
        new ExecutorMessage.MayBegin(request.id(), executor, task.taskAttemptId()))) {
      return;
    }
    Devices.Grant grant = Devices.of(devices, engine).grant(task, slot);
    String host = Hosts.local();
    int epochs = request.spec().training().epochs();
    SweepPlugin.send(new ProgressEvent.Started(request.id(), epochs, host));
    Instant startedAt = Instant.now();
    TrainingEngine trainer;
    ImageDataset images;
    try {
      EngineSettings placed = settings.on(grant.target());
      trainer = ENGINES.computeIfAbsent(engine + placed, key -> Engines.open(engine, placed));
      images = PlannedImages.load(request.spec(), data);
    } catch (EngineException | DataException e) {
      // Every trial that came here would fail of it: better that none does.
      SweepPlugin.tell(new ExecutorMessage.Refused(host + ": " + e.getMessage()));
      throw e;
    }
    Shape shape = request.spec().dataset().shapeOf(images.shape());
    NetworkSummary summary = NetworkSummary.of(request.spec().network(), shape);
    Function<TrialOutcome, TrialRow> row =
        outcome ->
            TrialRow.of(
                request,
                outcome,
                summary,
                new TrialContext(
                    grant.used(trainer.device()), host, executor, startedAt, Instant.now(), slot));
    new TrialAttempt(folder, request, limits, row)
        .run(trainer, images, WATCHDOG, new TaskObserver(stopsEarly, task::isInterrupted), alone);
  }
}
