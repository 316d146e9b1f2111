package dev.ablate.sweep.cli;

import dev.ablate.data.ImageDataset;
import dev.ablate.engine.Engines;
import dev.ablate.sweep.config.SweepSpec;
import dev.ablate.sweep.plan.CostModel;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.plan.PlannedTrial.State;
import dev.ablate.sweep.plan.Planner;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.ResultsLocation;
import dev.ablate.sweep.results.Retry;
import dev.ablate.sweep.results.StoredWeights;
import dev.ablate.trial.TrialId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code run} and {@code plan} share: making the plan and saying it in a line. */
final class Plans {

  private Plans() {}

  static SweepPlan of(
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

  /** {@code 18 points, 2 invalid, 16 trials, 4 done, 12 to run}. */
  static String counts(SweepPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append(plan.points().size()).append(" points");
    append(text, plan.count(Validity.EXCLUDED), "excluded");
    append(text, plan.count(Validity.INVALID), "invalid");
    append(text, plan.merged(), "merged as equal");
    append(text, plan.sharingPrefix(), "sharing a prefix");
    text.append(", ").append(plan.trials().size()).append(" trials");
    append(text, plan.count(State.DONE), "done");
    append(text, plan.count(State.POSTPONED), "left for the next run");
    text.append(", ").append(plan.toRun().size()).append(" to run");
    if (plan.goingOn() > 0) {
      text.append("; ").append(plan.goingOn()).append(" trials go on from epochs trained before");
    }
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(what);
    }
  }
}
