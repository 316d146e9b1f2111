package dev.ablate.sweep.run;

import dev.ablate.data.ImageDataset;
import dev.ablate.engine.Engines;
import dev.ablate.sweep.plan.CostModel;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.PlannedTrial.State;
import dev.ablate.sweep.plan.Planner;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.Recorded;
import dev.ablate.sweep.results.Retry;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.storage.StoredWeights;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.TrialId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The plan of a sweep whose images and results are at hand. */
public final class RunPlanner {

  private final SweepSpec sweep;
  private final DataFacts data;
  private final StoredWeights weights;
  private final Optional<CostModel> costs;
  private final int slots;

  private RunPlanner(
      SweepSpec sweep,
      ResultsLocation location,
      ImageDataset images,
      Optional<CostModel> costs,
      int slots) {
    this.sweep = sweep;
    this.data = DataFacts.of(images);
    this.weights = StoredWeights.of(location);
    this.costs = costs;
    this.slots = slots;
  }

  /**
   * Plans a run.
   *
   * @param location of the results, where stored weights are looked up
   * @param earlier what the results hold
   * @param retried which of the trials there are to be trained once more
   * @param costs what trials take, if that is known
   * @param slots trials at a time
   */
  public static SweepPlan plan(
      SweepSpec sweep,
      ResultsLocation location,
      ImageDataset images,
      Earlier earlier,
      Set<Retry> retried,
      Optional<CostModel> costs,
      int slots) {
    return new RunPlanner(sweep, location, images, costs, slots).plan(earlier, retried);
  }

  private SweepPlan plan(Earlier earlier, Set<Retry> retried) {
    Function<TrialId, Optional<FinishedTrial>> finished =
        id -> Optional.ofNullable(earlier.finished().get(id)).map(trial -> trial.unless(retried));
    SweepPlan plan = planned(finished);
    Map<TrialId, List<String>> lacking = lacking(plan, earlier);
    if (lacking.isEmpty()) {
      return plan;
    }
    return retried.contains(Retry.UNRECORDED)
        ? planned(
            id ->
                finished
                    .apply(id)
                    .map(trial -> lacking.containsKey(id) ? trial.asIfNeverTrained() : trial))
        : plan.with(notice(lacking));
  }

  private SweepPlan planned(Function<TrialId, Optional<FinishedTrial>> finished) {
    return Planner.plan(
        sweep,
        data,
        Engines.provider(sweep.engine()).identity(),
        weights::find,
        costs,
        slots,
        finished);
  }

  /** Trials that are done, but recorded less than is asked now: the keys that ask it. */
  private Map<TrialId, List<String>> lacking(SweepPlan plan, Earlier earlier) {
    List<PlannedTrial> asked =
        plan.trials().stream()
            .filter(trial -> trial.state() == State.DONE)
            .filter(trial -> Recorded.isAsked(trial.spec().training(), sweep.snapshots()))
            .toList();
    Map<TrialId, List<String>> lacking = new TreeMap<>();
    if (asked.isEmpty()) {
      return lacking;
    }
    Map<TrialId, Recorded> recorded = earlier.recorded().get();
    for (PlannedTrial trial : asked) {
      Recorded has = recorded.get(trial.id());
      List<String> lacks =
          has == null ? List.of() : has.lacks(trial.spec().training(), sweep.snapshots());
      if (!lacks.isEmpty()) {
        lacking.put(trial.id(), lacks);
      }
    }
    return lacking;
  }

  private static String notice(Map<TrialId, List<String>> lacking) {
    Set<String> keys = new HashSet<>();
    lacking.values().forEach(keys::addAll);
    return lacking.size()
        + (lacking.size() == 1 ? " trial that is done lacks" : " trials that are done lack")
        + " what is asked now ("
        + String.join(", ", keys.stream().sorted().toList())
        + "); --retry unrecorded trains "
        + (lacking.size() == 1 ? "it" : "them")
        + " again";
  }
}
