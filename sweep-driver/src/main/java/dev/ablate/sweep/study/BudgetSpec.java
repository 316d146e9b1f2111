package dev.ablate.sweep.study;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;

/** How much one run may do; what does not fit is left, whole, for the next run. */
public record BudgetSpec(
    @Setting(value = "Most trials that a run starts; 0 for no such limit", fallback = "0")
        int maxTrials,
    @Setting(
            value = "Most hours that a run should take, by the plan's estimate",
            fallback = Setting.UNSET)
        Double maxHours,
    @Setting(
            value = "Time after which a run starts no more trials: 90s, 45m, 8h",
            fallback = Setting.UNSET)
        TimeSpan stopAfter) {
  /** No limits. */
  public static final BudgetSpec UNLIMITED = new BudgetSpec(0, null, null);

  /**
   * Seconds after which a run begins no more trials, infinite for never: {@code max-hours} holds
   * even where the plan could estimate nothing.
   */
  public double startSeconds() {
    double asked = stopAfter == null ? Double.POSITIVE_INFINITY : stopAfter.seconds();
    double hours = maxHours == null ? Double.POSITIVE_INFINITY : maxHours * 3_600;
    return Math.min(asked, hours);
  }

  public BudgetSpec {
    new Rules().notNegative("max-trials", maxTrials).positive("max-hours", maxHours).verify();
  }
}
