package dev.ablate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.spec.InvalidSpecException;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.StopSpec;
import dev.ablate.training.ValidationMetric;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Split;
import dev.ablate.trial.Stop;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StopRulesTest {

  /** No change is enough to be an improvement: the first check is the best for ever. */
  private static final double NEVER_ENOUGH = 1e9;

  @Test
  void flatMetricCompletesTheTrialEarly() {
    TrialOutcome outcome = FakeTrial.of(50).stop(early(ValidationMetric.LOSS, 3, 1)).run();

    assertThat(outcome).isInstanceOf(TrialOutcome.Completed.class);
    assertThat(outcome.history().epochsTrained()).isEqualTo(4);
  }

  @Test
  void severalChecksAnEpochEndInsideIt() {
    // Checks after batches 3 and 6 of each epoch; the fifth is the fourth without improvement.
    TrialHistory history = FakeTrial.of(50).stop(early(ValidationMetric.LOSS, 4, 2)).history();

    assertThat(history.iterationsTrained()).isEqualTo(2 * FakeTrial.BATCHES + 3);
    assertThat(history.epochsTrained()).as("whole epochs").isEqualTo(2);
    assertThat(FakeTrial.values(history.epochs(), Split.TEST, Metric.LOSS)).hasSize(3);
  }

  @Test
  void checksDoNotChangeTraining() {
    StopSpec patient = new StopSpec(true, ValidationMetric.ACCURACY, 1_000, 5, 0, 0);

    assertThat(FakeTrial.rows(FakeTrial.of(4).reportEvery(4).stop(patient).history()))
        .isEqualTo(FakeTrial.rows(FakeTrial.of(4).reportEvery(4).history()));
  }

  @Test
  void patienceCountsFromTheBestCheck() {
    StopSpec stop = new StopSpec(true, ValidationMetric.ACCURACY, 5, 1, 0, 0);
    List<Double> accuracy =
        FakeTrial.values(
            FakeTrial.of(100).stop(stop).history().epochs(), Split.VALIDATION, Metric.ACCURACY);

    double best = accuracy.stream().mapToDouble(value -> value).max().orElseThrow();
    assertThat(accuracy).hasSize(accuracy.indexOf(best) + 1 + 5);
  }

  @Test
  void timeLimitStopsTheTrial() {
    StopSpec stop = new StopSpec(false, ValidationMetric.LOSS, 10, 1, 0, 1e-9);
    TrialOutcome outcome = FakeTrial.of(50).stop(stop).run();

    assertThat(outcome)
        .isEqualTo(
            new TrialOutcome.Stopped(
                outcome.history(), new Stop(Stop.By.TIME_LIMIT, "time limit of 1.0E-9 s reached")));
    assertThat(outcome.history().iterationsTrained()).isZero();
  }

  @Test
  void plateauMultipliesTheRateAfterEachPatience() {
    List<Double> rates = rates(FakeTrial.of(8).schedule(plateau(2, 0.3, false)).history());

    // Epoch 1 is the best; two flat epochs end with epochs 3, 5 and 7.
    double[] factors = {1, 1, 1, 0.5, 0.5, 0.3, 0.3, 0.3};
    for (int i = 0; i < factors.length; i++) {
      assertThat(rates.get(i)).isCloseTo(0.1 * factors[i], within(1e-12));
    }
  }

  @Test
  void plateauMayReturnToTheBestWeights() {
    TrialHistory returned = FakeTrial.of(4).schedule(plateau(2, 0, true)).history();
    TrialHistory stayed = FakeTrial.of(4).schedule(plateau(2, 0, false)).history();

    List<Double> losses = FakeTrial.values(returned.epochs(), Split.TEST, Metric.LOSS);
    List<Double> others = FakeTrial.values(stayed.epochs(), Split.TEST, Metric.LOSS);
    assertThat(losses.subList(0, 3)).isEqualTo(others.subList(0, 3));
    assertThat(losses.get(3)).isNotEqualTo(others.get(3));
  }

  @Test
  void rulesThatReadValidationNeedIt() {
    assertThatThrownBy(
            () ->
                FakeTrial.of(1).withoutValidation().stop(early(ValidationMetric.LOSS, 1, 1)).run())
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage("dataset.validation must be above 0, for the schedule or a stop rule reads it");
  }

  private static List<Double> rates(TrialHistory history) {
    return FakeTrial.values(history.epochs(), Split.TRAIN, Metric.LEARNING_RATE);
  }

  private static StopSpec early(ValidationMetric metric, int patience, int checksPerEpoch) {
    return new StopSpec(true, metric, patience, checksPerEpoch, NEVER_ENOUGH, 0);
  }

  private static ScheduleSpec plateau(int patience, double minimum, boolean returnToBest) {
    return new ScheduleSpec(
        ScheduleSpec.Kind.PLATEAU,
        1,
        0.5,
        0,
        1,
        minimum,
        0.3,
        25,
        1e4,
        ValidationMetric.LOSS,
        patience,
        NEVER_ENOUGH,
        returnToBest);
  }
}
