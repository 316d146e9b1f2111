package dev.ablate.sweep.results.table;

import dev.ablate.trial.Measurement;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Split;
import java.util.List;

/**
 * Loss and accuracy at one epoch; null where it was not measured. Accuracies are shares in [0, 1];
 * a loss that is not finite is kept as it was.
 */
public record Scores(
    Double trainLoss,
    Double trainAccuracy,
    Double validationLoss,
    Double validationAccuracy,
    Double testLoss,
    Double testAccuracy) {

  /** Nothing was measured. */
  public static final Scores NONE = new Scores(null, null, null, null, null, null);

  /** The accuracy that ranks trials: validation's, or test's where there is no validation. */
  public Double rankingAccuracy() {
    return validationAccuracy != null ? validationAccuracy : testAccuracy;
  }

  static Scores at(int epoch, List<Measurement> epochs) {
    return new Scores(
        find(epoch, Split.TRAIN, Metric.LOSS, epochs),
        find(epoch, Split.TRAIN, Metric.ACCURACY, epochs),
        find(epoch, Split.VALIDATION, Metric.LOSS, epochs),
        find(epoch, Split.VALIDATION, Metric.ACCURACY, epochs),
        find(epoch, Split.TEST, Metric.LOSS, epochs),
        find(epoch, Split.TEST, Metric.ACCURACY, epochs));
  }

  private static Double find(int epoch, Split split, Metric metric, List<Measurement> epochs) {
    for (Measurement measured : epochs) {
      if (measured.at() == epoch && measured.split() == split && measured.metric() == metric) {
        return measured.value();
      }
    }
    return null;
  }
}
