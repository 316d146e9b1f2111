package dev.ablate.sweep.execution;

import dev.ablate.trial.Stop;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialProgress;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Tells the driver where a trial is, and the trial whether it shall go on. */
final class TaskObserver implements TrialObserver {

  private final boolean asks;
  private final Supplier<Optional<String>> overdue;
  private final BooleanSupplier interrupted;
  private int epochsTold;

  /**
   * For one trial.
   *
   * @param asks whether the driver may end it because others do better
   * @param interrupted whether its task is to end
   */
  TaskObserver(boolean asks, BooleanSupplier interrupted) {
    this(asks, Optional::empty, interrupted);
  }

  private TaskObserver(
      boolean asks, Supplier<Optional<String>> overdue, BooleanSupplier interrupted) {
    this.asks = asks;
    this.overdue = overdue;
    this.interrupted = interrupted;
  }

  /**
   * The same for a trial that has a time limit.
   *
   * @param lives is asked at every step, and answers why the trial is out of time, if it is
   */
  TaskObserver timedBy(Supplier<Optional<String>> lives) {
    return new TaskObserver(asks, lives, interrupted);
  }

  /** What the trial was told at those epochs stays: the answers are not asked for again. */
  @Override
  public void resumed(TrialId trial, SortedMap<Integer, Double> accuracies) {
    if (asks) {
      accuracies.forEach(
          (epoch, accuracy) ->
              SweepPlugin.tell(new ExecutorMessage.EpochEnded(trial, epoch, accuracy)));
      epochsTold = accuracies.lastKey();
    }
  }

  @Override
  public Optional<Stop> progress(TrialProgress progress) {
    SweepPlugin.send(new ProgressEvent.Running(progress));
    Optional<String> late = overdue.get();
    if (interrupted.getAsBoolean()) {
      return Optional.of(Stop.requested("the sweep was stopped"));
    }
    if (late.isPresent()) {
      return late.map(reason -> new Stop(Stop.By.TIME_LIMIT, reason));
    }
    if (asks && progress.epoch() > epochsTold && progress.epoch() < progress.epochs()) {
      epochsTold = progress.epoch();
      Object answer =
          SweepPlugin.tell(
              new ExecutorMessage.EpochEnded(progress.id(), progress.epoch(), progress.accuracy()));
      return Optional.ofNullable((String) answer).map(why -> new Stop(Stop.By.RULE, why));
    }
    return Optional.empty();
  }
}
