package dev.ablate.sweep.stopping;

import dev.ablate.trial.TrialId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asynchronous successive halving in its stopping form: at a rung a trial goes on if it is among
 * the best {@code ceil(n / reduction)} of the n that have come there, itself included. Nobody waits
 * for a rung to fill; the first ones go further than they would have if all had come at once.
 */
final class SuccessiveHalvingRule implements StoppingRule {

  private final int grace;
  private final int reduction;
  private final Set<TrialId> kept;
  private final Map<Integer, Map<TrialId, Double>> rungs = new HashMap<>();

  SuccessiveHalvingRule(int grace, int reduction, Set<TrialId> kept) {
    this.grace = grace;
    this.reduction = reduction;
    this.kept = Set.copyOf(kept);
  }

  @Override
  public synchronized Optional<String> report(TrialId trial, int epoch, double accuracy) {
    if (!isRung(epoch)) {
      return Optional.empty();
    }
    Map<TrialId, Double> rung = rungs.computeIfAbsent(epoch, unseen -> new HashMap<>());
    rung.putIfAbsent(trial, accuracy);
    double own = rung.get(trial);
    long better = rung.values().stream().filter(other -> other > own).count();
    long goOn = -Math.floorDiv(-rung.size(), reduction);
    if (better < goOn || kept.contains(trial)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "asha: %d of the %d trials at epoch %d are better than %.4f, the best %d go on",
            better,
            rung.size(),
            epoch,
            own,
            goOn));
  }

  private boolean isRung(int epoch) {
    long rung = grace;
    while (rung < epoch) {
      rung *= reduction;
    }
    return rung == epoch;
  }
}
