package dev.ablate.sweep.plan;

import dev.ablate.sweep.plan.PlannedTrial.State;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * How long the trials to run will take.
 *
 * @param slots trials at a time
 * @param workSeconds of all trials, one after the other
 * @param makespanSeconds from start to end, each trial on the slot that is free first
 * @param lowerBoundSeconds no order could end sooner: the longest trial, or all slots busy
 * @param lowSeconds the makespan is expected above, nine times in ten
 * @param highSeconds and below
 */
public record Forecast(
    int slots,
    double workSeconds,
    double makespanSeconds,
    double lowerBoundSeconds,
    double lowSeconds,
    double highSeconds) {
  /** The 95th percentile of the normal distribution. */
  private static final double NINE_IN_TEN = 1.645;

  /**
   * The forecast of a plan; its seconds are NaN where the plan has no cost model.
   *
   * @param logError of the cost model; taken to be of one sign for all trials
   */
  public static Forecast of(SweepPlan plan, int slots, double logError) {
    List<Double> seconds =
        plan.trials().stream()
            .filter(trial -> trial.state() == State.TO_RUN)
            .map(PlannedTrial::estimatedSeconds)
            .toList();
    double work = seconds.stream().mapToDouble(d -> d).sum();
    double makespan = makespan(seconds, slots);
    double factor = Math.exp(NINE_IN_TEN * logError);
    return new Forecast(
        slots, work, makespan, lowerBound(seconds, slots), makespan / factor, makespan * factor);
  }

  /** No order could end sooner: the longest trial, or all slots busy. */
  public static double lowerBound(List<Double> seconds, int slots) {
    double work = seconds.stream().mapToDouble(d -> d).sum();
    return Math.max(seconds.stream().max(Comparator.naturalOrder()).orElse(0.0), work / slots);
  }

  /** The end of the last of some trials that start in order, each when a slot is free. */
  static double makespan(List<Double> seconds, int slots) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int i = 0; i < slots; i++) {
      free.add(0.0);
    }
    double end = 0;
    for (double trial : seconds) {
      double done = free.remove() + trial;
      free.add(done);
      end = Math.max(end, done);
    }
    return end;
  }
}
