package dev.ablate.sweep.stopping;

import dev.ablate.sweep.study.StoppingSpec;
import dev.ablate.trial.TrialId;
import java.util.Optional;
import java.util.Set;

/**
 * Hears what trials reach, and says which need not go on. Lives on the driver; thread-safe. What it
 * was told once of a trial and epoch stays, so a trial that reports an epoch again, from a
 * checkpoint, changes nothing.
 */
public sealed interface StoppingRule permits SuccessiveHalvingRule, MedianRule {

  /**
   * The rule of a configuration.
   *
   * @param kept trials that are never stopped; their reports count for the others
   * @return none if every trial trains to its end
   */
  static Optional<StoppingRule> of(StoppingSpec spec, Set<TrialId> kept) {
    if (spec instanceof StoppingSpec.SuccessiveHalving asha) {
      return Optional.of(new SuccessiveHalvingRule(asha.grace(), asha.reduction(), kept));
    } else if (spec instanceof StoppingSpec.Median median) {
      return Optional.of(new MedianRule(median.grace(), median.others(), kept));
    }
    return Optional.empty();
  }

  /**
   * A trial ended an epoch.
   *
   * @param epoch from 1
   * @param accuracy on the validation part, share in [0, 1]
   * @return why it need not go on; empty if it shall
   */
  Optional<String> report(TrialId trial, int epoch, double accuracy);
}
