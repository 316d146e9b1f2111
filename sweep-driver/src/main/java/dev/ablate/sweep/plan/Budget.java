package dev.ablate.sweep.plan;

import dev.ablate.sweep.plan.PlannedTrial.State;
import dev.ablate.sweep.study.BudgetSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What fits a run: whole trials in the plan's order, a long one passed over for what still fits.
 */
final class Budget {
  private final BudgetSpec spec;
  private final int slots;

  Budget(BudgetSpec spec, int slots) {
    this.spec = spec;
    this.slots = slots;
  }

  List<PlannedTrial> applied(List<PlannedTrial> trials) {
    if (spec.maxTrials() == 0 && spec.maxHours() == null) {
      return trials;
    }
    List<PlannedTrial> applied = new ArrayList<>();
    PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(slots, 0.0));
    int started = 0;
    for (PlannedTrial trial : trials) {
      if (trial.state() != State.TO_RUN) {
        applied.add(trial);
      } else if (fits(trial, started, free.element())) {
        started++;
        // Without an estimate there is nothing to add up.
        double seconds = Double.isNaN(trial.estimatedSeconds()) ? 0 : trial.estimatedSeconds();
        free.add(free.remove() + seconds);
        applied.add(trial);
      } else {
        applied.add(trial.in(State.POSTPONED));
      }
    }
    return applied;
  }

  private boolean fits(PlannedTrial trial, int started, double freeAfter) {
    if (spec.maxTrials() > 0 && started >= spec.maxTrials()) {
      return false;
    }
    return spec.maxHours() == null
        || !(freeAfter + trial.estimatedSeconds() > spec.maxHours() * 3_600);
  }
}
