package dev.ablate.sweep.plan;

import dev.ablate.model.InvalidNetworkException;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.sweep.design.AxisValue;
import dev.ablate.sweep.expression.Expression;
import dev.ablate.sweep.study.AxisOption;
import dev.ablate.sweep.study.AxisSpec;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.sweep.study.Variant;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trials that no early stopping may end. */
public final class ProtectedTrials {

  private ProtectedTrials() {}

  /**
   * The baseline's trials, one a seed, and those of points that meet a condition of {@code
   * sweep.stopping.protect}.
   *
   * @param starts looks up stored weights and their checksum
   */
  public static Set<TrialId> of(
      SweepSpec sweep, SweepPlan plan, DataFacts data, String engineIdentity, StoredStarts starts) {
    Set<TrialId> kept = new HashSet<>();
    Variant baseline = sweep.baseline();
    for (long seed : sweep.seeds()) {
      trial(baseline, seed, data, engineIdentity, starts).ifPresent(kept::add);
    }
    List<Expression> conditions = sweep.stopping().protect();
    if (!conditions.isEmpty()) {
      Map<String, AxisSpec> axes = new HashMap<>();
      sweep.axes().forEach(axis -> axes.put(axis.name(), axis));
      for (PlannedPoint point : plan.points()) {
        if (point.trialId().isPresent() && meetsOne(conditions, axes, point.values())) {
          kept.add(point.trialId().get());
        }
      }
    }
    return kept;
  }

  /** None if only axes make something of the baseline that can be trained. */
  private static Optional<TrialId> trial(
      Variant variant, long seed, DataFacts data, String engineIdentity, StoredStarts starts) {
    try {
      TrialSpec spec =
          Planner.spec(
              engineIdentity,
              seed,
              variant.dataset(),
              data,
              variant.network().network(data.classes()),
              variant.training(),
              starts);
      return Optional.of(spec.id());
    } catch (InvalidSpecException | InvalidNetworkException e) {
      return Optional.empty();
    }
  }

  private static boolean meetsOne(
      List<Expression> conditions, Map<String, AxisSpec> axes, List<AxisValue> values) {
    Map<String, Object> labels = new HashMap<>();
    for (AxisValue value : values) {
      if (value.label() != null) {
        AxisSpec axis = axes.get(value.axis());
        // A column's labels are of one class, perhaps text; conditions know the values' own.
        Object own = axis.find(value.label()).map(AxisOption::label).orElse(value.label());
        labels.put(value.axis(), axis.compared(own));
      }
    }
    return conditions.stream().anyMatch(condition -> condition.holds(labels::get).orElse(false));
  }
}
