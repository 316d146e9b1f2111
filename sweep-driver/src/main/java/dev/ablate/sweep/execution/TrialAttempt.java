package dev.ablate.sweep.execution;

import dev.ablate.TrialRunner;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.sweep.execution.Watchdog.Watch;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.trial.Checkpoints;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialOutcome.Failure;
import dev.ablate.trial.TrialRequest;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a trial on an executor: trains it under the watchdog and commits its row. */
final class TrialAttempt {

  private static final Logger LOG = LoggerFactory.getLogger(TrialAttempt.class);

  private final ResultsFolder folder;
  private final TrialRequest request;
  private final TrialLimits limits;
  private final Function<TrialOutcome, TrialRow> row;

  /**
   * At a trial that may begin.
   *
   * @param row of the trial if it ends so now
   */
  TrialAttempt(
      ResultsFolder folder,
      TrialRequest request,
      TrialLimits limits,
      Function<TrialOutcome, TrialRow> row) {
    this.folder = folder;
    this.request = request;
    this.limits = limits;
    this.row = row;
  }

  /**
   * Trains the trial and commits its row.
   *
   * @param images those of the plan; what this trial alone cannot do with them is its failure
   * @param alone whether no other trial trains beside it, so that a lack of memory is its own
   */
  void run(
      TrainingEngine engine,
      ImageDataset images,
      Watchdog watchdog,
      TaskObserver observer,
      boolean alone) {
    Watch watch = watchdog.watch(limits, this::giveUp);
    TrialOutcome outcome =
        TrialRunner.run(
            request,
            engine,
            () -> Datasets.split(images, request.spec().dataset()),
            observer.timedBy(watch::sign),
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
    commit(outcome);
    if (!goesOn(outcome)) {
      folder.removeCheckpoint(request.id());
    }
  }

  /** The trial hangs: its row first, then the end of the process, come what may of the row. */
  private void giveUp(String reason) {
    try {
      commit(timeout(TrialHistory.EMPTY, reason));
    } catch (RuntimeException | Error e) {
      LOG.error("the row of the hung trial {} could not be committed", request.id(), e);
    } finally {
      Runtime.getRuntime().halt(ProcessEnd.HUNG);
    }
  }

  private void commit(TrialOutcome outcome) {
    TrialRow ended = row.apply(outcome);
    folder.commit(ended, TrialAttempt::notice);
    SweepPlugin.tell(new ExecutorMessage.Committed(ended.id()));
    SweepPlugin.send(
        new ProgressEvent.Ended(
            ended.id(), ended.status(), accuracy(ended), ended.imagesTrained(), ended.error()));
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
      LockSupport.park();
    }
  }

  private static void notice(String line) {
    SweepPlugin.send(new ExecutorMessage.Notice(line));
  }

  /** Whether a later run may go on where this attempt ended. */
  private boolean goesOn(TrialOutcome outcome) {
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
