package dev.ablate.sweep.run;

import dev.ablate.data.ImageDataset;
import dev.ablate.engine.Engines;
import dev.ablate.sweep.plan.CostModel;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.Planner;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.Retry;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.storage.StoredWeights;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.TrialId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The plan of a sweep whose images and results are at hand. */
public final class RunPlanner {

  private RunPlanner() {}

  /**
   * Plans a run.
   *
   * @param location of the results, where stored weights are looked up
   * @param finished the newest attempt of each trial that ended before
   * @param retried which of them are to be trained once more
   * @param costs what trials take, if that is known
   * @param slots trials at a time
   */
  public static SweepPlan plan(
      SweepSpec sweep,
      ResultsLocation location,
      ImageDataset images,
      Map<TrialId, FinishedTrial> finished,
      Set<Retry> retried,
      Optional<CostModel> costs,
      int slots) {
    return Planner.plan(
        sweep,
        DataFacts.of(images),
        Engines.provider(sweep.engine()).identity(),
        StoredWeights.of(location)::find,
        costs,
        slots,
        id -> Optional.ofNullable(finished.get(id)).map(trial -> trial.unless(retried)));
  }
}
