package dev.ablate.training;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;

/**
 * What ends training before its last epoch. Early stopping (Prechelt, "Early Stopping - But When?",
 * 1998) completes a trial; the time limit stops it, for it cannot be reproduced.
 */
public record StopSpec(
    @Setting(
            value = "Whether a validation metric that stays flat ends training",
            fallback = "false")
        boolean early,
    @Setting(value = "The metric watched: loss or accuracy", fallback = "loss")
        ValidationMetric metric,
    @Setting(value = "Checks in a row without improvement that end training", fallback = "10")
        int patience,
    @Setting(value = "Checks an epoch, evenly spread, the last at its end", fallback = "1")
        int checksPerEpoch,
    @Setting(value = "Least change that is an improvement", fallback = "0.0") double minChange,
    @Setting(
            value = "Seconds since the trial's start after which it is stopped; 0 for no limit",
            fallback = "0.0")
        double afterSeconds)
    implements Serializable {

  /** Nothing but the number of epochs and iterations ends training. */
  public static final StopSpec NEVER = new StopSpec(false, ValidationMetric.LOSS, 10, 1, 0, 0);

  public StopSpec {
    new Rules()
        .positive("patience", patience)
        .positive("checks-per-epoch", checksPerEpoch)
        .notNegative("min-change", minChange)
        .notNegative("after-seconds", afterSeconds)
        .verify();
  }

  /** The same rules in their shortest form: defaults where nothing reads them. */
  public StopSpec normalised() {
    return early
        ? this
        : new StopSpec(
            false,
            NEVER.metric,
            NEVER.patience,
            NEVER.checksPerEpoch,
            NEVER.minChange,
            afterSeconds);
  }
}
