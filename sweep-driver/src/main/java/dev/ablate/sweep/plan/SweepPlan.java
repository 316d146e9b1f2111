package dev.ablate.sweep.plan;

import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.plan.PlannedTrial.State;
import java.util.List;

/**
 * What a sweep will do.
 *
 * @param points of the design, in its order, those that cannot be built included
 * @param trials that answer them, dearest first: by seconds where there is a cost model, else by
 *     multiply-accumulates
 */
public record SweepPlan(List<PlannedPoint> points, List<PlannedTrial> trials) {
  public SweepPlan {
    points = List.copyOf(points);
    trials = List.copyOf(trials);
  }

  /** The trials to run, dearest first. */
  public List<PlannedTrial> toRun() {
    return trials.stream().filter(trial -> trial.state() == State.TO_RUN).toList();
  }

  /** Number of points of a validity. */
  public long count(Validity validity) {
    return points.stream().filter(point -> point.validity() == validity).count();
  }

  /** Number of trials in a state. */
  public long count(State state) {
    return trials.stream().filter(trial -> trial.state() == state).count();
  }

  /** Number of valid points beyond one a trial: answered without training of their own. */
  public long merged() {
    return count(Validity.VALID) - trials.size();
  }
}
