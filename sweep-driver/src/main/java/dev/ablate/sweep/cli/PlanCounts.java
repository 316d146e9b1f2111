package dev.ablate.sweep.cli;

import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.plan.PlannedTrial.State;
import dev.ablate.sweep.plan.SweepPlan;

/** A plan in a line. */
final class PlanCounts {

  private PlanCounts() {}

  /** {@code 18 points, 2 invalid, 16 trials, 4 done, 12 to run}. */
  static String line(SweepPlan plan) {
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
