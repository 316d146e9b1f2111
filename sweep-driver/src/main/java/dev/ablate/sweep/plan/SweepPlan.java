package dev.ablate.sweep.plan;

import dev.ablate.model.NetworkSummary;
import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.plan.PlannedTrial.State;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a sweep will do.
 *
 * @param points of the design, in its order, those that cannot be built included
 * @param trials that answer them, the longest first: by seconds where there is a cost model, else
 *     by multiply-accumulates
 * @param notices what will not be as it was asked, a line each
 */
public record SweepPlan(
    List<PlannedPoint> points, List<PlannedTrial> trials, List<String> notices) {
  public SweepPlan {
    notices = List.copyOf(notices);
    points = List.copyOf(points);
    trials = List.copyOf(trials);
  }

  /** The same, with one more notice. */
  public SweepPlan with(String notice) {
    List<String> more = new ArrayList<>(notices);
    more.add(notice);
    return new SweepPlan(points, trials, more);
  }

  /** The trials to run, the longest first. */
  public List<PlannedTrial> toRun() {
    return trials.stream().filter(trial -> trial.state() == State.TO_RUN).toList();
  }

  /** The trials to run, as executors are asked for them. */
  public List<TrialRequest> requests(Snapshots snapshots) {
    return toRun().stream()
        .map(trial -> new TrialRequest(trial.id(), trial.attempt(), trial.spec(), snapshots))
        .toList();
  }

  /** The networks of the trials to run. */
  public Map<TrialId, NetworkSummary> summaries() {
    return toRun().stream().collect(Collectors.toMap(PlannedTrial::id, PlannedTrial::summary));
  }

  /** Number of points of a validity. */
  public long count(Validity validity) {
    return points.stream().filter(point -> point.validity() == validity).count();
  }

  /** Number of trials in a state. */
  public long count(State state) {
    return trials.stream().filter(trial -> trial.state() == state).count();
  }

  /** Number of valid points that ask just what another asks: answered by the same rows. */
  public long merged() {
    return count(Validity.VALID) - answers();
  }

  /** Number of answers read off a trial that trains on for another point. */
  public long sharingPrefix() {
    return answers() - trials.size();
  }

  /** Number of trials to run that go on from an earlier attempt's epochs. */
  public long goingOn() {
    return toRun().stream().filter(trial -> trial.fromEpoch() > 0).count();
  }

  /** Number of distinct pairs of a trial and an epoch of it. */
  private long answers() {
    Map<TrialId, Set<Integer>> epochs = new HashMap<>();
    for (PlannedPoint point : points) {
      point
          .trialId()
          .ifPresent(
              id -> epochs.computeIfAbsent(id, unseen -> new TreeSet<>()).add(point.atEpoch()));
    }
    return epochs.values().stream().mapToLong(Set::size).sum();
  }
}
