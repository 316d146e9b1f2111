package dev.ablate.sweep.execution;

import dev.ablate.sweep.results.table.TrialStatus;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialProgress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Adds up what the executors tell. Thread-safe; {@link #view} is a consistent copy. */
public final class SweepProgress implements Consumer<ProgressEvent> {

  private static final Work NONE = new Work(0, 0, 0);

  private final int trials;
  private final double totalWork;
  private final Map<TrialId, Work> work;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final Map<TrialId, TrialProgress> running = new LinkedHashMap<>();
  private final Map<String, Integer> ended = new LinkedHashMap<>();
  private double workDone;
  private double bestAccuracy = Double.NaN;

  /**
   * What a run has to do for a trial.
   *
   * @param perEpoch relative cost of an epoch, any unit
   * @param fromEpoch epochs that an earlier run trained
   * @param epochs asked
   */
  public record Work(double perEpoch, int fromEpoch, int epochs) {

    private double until(double epoch) {
      return perEpoch * Math.max(0, epoch - fromEpoch);
    }

    private double all() {
      return until(epochs);
    }
  }

  /**
   * For the trials of one run.
   *
   * @param nanoTime the clock
   */
  public SweepProgress(Map<TrialId, Work> work, LongSupplier nanoTime) {
    this.trials = work.size();
    this.work = Map.copyOf(work);
    this.totalWork = work.values().stream().mapToDouble(Work::all).sum();
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  @Override
  public synchronized void accept(ProgressEvent event) {
    if (event instanceof ProgressEvent.Started started) {
      running.put(
          started.id(),
          new TrialProgress(started.id(), 0, started.epochs(), 0, 0, Double.NaN, Double.NaN));
    } else if (event instanceof ProgressEvent.Running update) {
      running.replace(update.id(), update.progress());
    } else if (event instanceof ProgressEvent.Ended end) {
      running.remove(end.id());
      ended.merge(end.status(), 1, Integer::sum);
      workDone += work.getOrDefault(end.id(), NONE).all();
      if (!(bestAccuracy >= end.accuracy()) && !Double.isNaN(end.accuracy())) {
        bestAccuracy = end.accuracy();
      }
    }
  }

  /** The state now. */
  public synchronized View view() {
    double seconds = (nanoTime.getAsLong() - startNanos) / 1e9;
    double doneNow = workDone;
    double imagesPerSecond = 0;
    for (TrialProgress trial : running.values()) {
      doneNow += work.getOrDefault(trial.id(), NONE).until(trial.epochsDone());
      if (!Double.isNaN(trial.imagesPerSecond())) {
        imagesPerSecond += trial.imagesPerSecond();
      }
    }
    double left = doneNow <= 0 ? Double.NaN : seconds * (totalWork - doneNow) / doneNow;
    int endedTrials = ended.values().stream().mapToInt(Integer::intValue).sum();
    return new View(
        new Counts(
            trials,
            endedTrials,
            endedTrials - ended(TrialStatus.COMPLETED) - ended(TrialStatus.STOPPED),
            ended(TrialStatus.STOPPED)),
        List.copyOf(new ArrayList<>(running.values())),
        imagesPerSecond,
        bestAccuracy,
        seconds,
        left);
  }

  private int ended(TrialStatus status) {
    return ended.getOrDefault(status.text(), 0);
  }

  /**
   * Trials of a run.
   *
   * @param trials to run
   * @param ended completed or not
   * @param notCompleted of those, failed or diverged
   * @param stopped of those, before their end
   */
  public record Counts(int trials, int ended, int notCompleted, int stopped) {}

  /**
   * A moment of a run.
   *
   * @param running in the order they started
   * @param imagesPerSecond of all running trials together
   * @param bestAccuracy so far, NaN before the first trial ended
   * @param seconds since the start
   * @param secondsLeft by work done so far, NaN before any
   */
  public record View(
      Counts counts,
      List<TrialProgress> running,
      double imagesPerSecond,
      double bestAccuracy,
      double seconds,
      double secondsLeft) {}
}
