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
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.ResultsLocation;
import dev.ablate.sweep.results.TrialContext;
import dev.ablate.sweep.results.TrialRow;
import dev.ablate.trial.Checkpoints;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.VoidFunction;

/** The Spark task: trains the trials of its partition (one), and commits each one's row. */
final class TrialTask implements VoidFunction<Iterator<TrialRequest>> {

  private static final long serialVersionUID = 1L;

  /** Engines keep native state for the whole JVM, so tasks share them. */
  private static final ConcurrentHashMap<String, TrainingEngine> ENGINES =
      new ConcurrentHashMap<>();

  /** What a lost executor costs each of its trials at most, beside what it takes to start again. */
  private static final double CHECKPOINT_SECONDS = 60;

  private static final Slots SLOTS = new Slots();

  private final String engine;
  private final EngineSettings settings;
  private final DeviceRequest devices;
  private final DatasetLocator data;
  private final ResultsLocation results;

  TrialTask(SweepJob job) {
    this.engine = job.engine();
    this.settings = job.settings();
    this.devices = job.devices();
    this.data = job.data();
    this.results = job.results();
  }

  @Override
  public void call(Iterator<TrialRequest> requests) {
    ResultsFolder folder = ResultsFolder.open(results);
    while (requests.hasNext()) {
      try (Slots.Slot slot = SLOTS.take()) {
        runOne(folder, requests.next(), slot.number());
      }
    }
  }

  private void runOne(ResultsFolder folder, TrialRequest request, int slot) {
    if (folder.holds(request.id(), request.attempt())) {
      // Spark started this task again after the row was committed.
      return;
    }
    Devices.Grant grant = Devices.of(devices, engine).grant(TaskContext.get(), slot);
    String host = Hosts.local();
    int epochs = request.spec().training().epochs();
    SweepPlugin.send(new ProgressEvent.Started(request.id(), epochs, host));
    Instant startedAt = Instant.now();
    Trained trained = train(folder, request, settings.on(grant.target()));
    TrialContext context =
        new TrialContext(
            grant.used(trained.device),
            host,
            SparkEnv.get().executorId(),
            startedAt,
            Instant.now(),
            slot);
    TrialRow row = TrialRow.of(request, trained.outcome, trained.summary, context);
    folder.commit(row);
    if (!goesOn(request, trained.outcome)) {
      folder.removeCheckpoint(request.id());
    }
    SweepPlugin.send(
        new ProgressEvent.Ended(
            request.id(), row.status(), accuracy(row), row.imagesTrained(), row.error()));
  }

  private Trained train(ResultsFolder folder, TrialRequest request, EngineSettings placed) {
    TrainingEngine trainer;
    SplitDataset split;
    try {
      trainer = ENGINES.computeIfAbsent(engine + placed, key -> Engines.open(engine, placed));
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
      split = Datasets.split(images, request.spec().dataset());
    } catch (EngineException | DataException e) {
      // The same on every trial of this executor, but still only this trial's outcome.
      TrialOutcome failed =
          new TrialOutcome.Failed(
              TrialHistory.EMPTY, TrialOutcome.Failure.EXCEPTION, e.getMessage());
      return new Trained(failed, new NetworkSummary(List.of()), "none");
    }
    NetworkSummary summary = NetworkSummary.of(request.spec().network(), split.shape());
    TrialObserver observer =
        progress -> {
          SweepPlugin.send(new ProgressEvent.Running(progress));
          TaskContext task = TaskContext.get();
          return task != null && task.isInterrupted()
              ? Optional.of("the sweep was stopped")
              : Optional.empty();
        };
    TrialOutcome outcome =
        TrialRunner.run(
            request,
            trainer,
            split,
            observer,
            folder.weights(),
            new Checkpoints(folder.checkpoints(), CHECKPOINT_SECONDS));
    return new Trained(outcome, summary, trainer.device());
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

  private record Trained(TrialOutcome outcome, NetworkSummary summary, String device) {}
}
