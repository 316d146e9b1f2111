package dev.ablate.sweep.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.study.StoppingSpec;
import dev.ablate.trial.TrialId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {

  @Test
  void everyTrialTrainsToItsEndWithoutARule() {
    assertThat(StoppingRule.of(new StoppingSpec.None(), Set.of())).isEmpty();
  }

  @Test
  void bestThirdOfARungGoesOn() {
    StoppingRule rule = asha(1, 3);

    assertThat(rule.report(id(1), 1, 0.5)).isEmpty();
    assertThat(rule.report(id(2), 1, 0.4))
        .contains("asha: 1 of the 2 trials at epoch 1 are better than 0.4000, the best 1 go on");
    assertThat(rule.report(id(3), 1, 0.6)).isEmpty();
    assertThat(rule.report(id(4), 1, 0.55)).isEmpty();
    assertThat(rule.report(id(5), 1, 0.54)).isPresent();
  }

  @Test
  void rungsGrowByTheReduction() {
    StoppingRule rule = asha(2, 3);
    for (int epoch : new int[] {2, 6, 18}) {
      assertThat(rule.report(id(1), epoch, 0.9)).isEmpty();
    }

    assertThat(
            IntStream.rangeClosed(1, 20)
                .filter(epoch -> rule.report(id(2), epoch, 0.1).isPresent()))
        .containsExactly(2, 6, 18);
  }

  @Test
  void equalTrialsStopNoneOfEachOther() {
    StoppingRule rule = asha(1, 3);

    assertThat(rule.report(id(1), 1, 0.5)).isEmpty();
    assertThat(rule.report(id(2), 1, 0.5)).isEmpty();
  }

  @Test
  void repeatedReportCountsOnce() {
    StoppingRule rule = asha(1, 2);
    rule.report(id(1), 1, 0.1);
    rule.report(id(1), 1, 0.9);

    assertThat(rule.report(id(2), 1, 0.5)).isEmpty();
  }

  @Test
  void keptTrialsGoOnAndCount() {
    StoppingRule rule =
        StoppingRule.of(new StoppingSpec.SuccessiveHalving(1, 3, List.of()), Set.of(id(2)))
            .orElseThrow();
    rule.report(id(1), 1, 0.9);

    assertThat(rule.report(id(2), 1, 0.8)).isEmpty();
    assertThat(rule.report(id(3), 1, 0.1))
        .contains("asha: 2 of the 3 trials at epoch 1 are better than 0.1000, the best 1 go on");
  }

  /** Rungs that fill at once would cost 243 epochs of the grid's 2187. */
  @Test
  void mostOfAGridEndsEarlyAndTheBestDoesNot() {
    for (int seed = 0; seed < 100; seed++) {
      double[] accuracies = new Random(seed).doubles(81).toArray();
      int best = IntStream.range(0, 81).reduce(0, (a, b) -> accuracies[b] > accuracies[a] ? b : a);
      StoppingRule rule = asha(1, 3);
      int[] epochs =
          IntStream.range(0, 81).map(trial -> epochs(rule, trial, accuracies[trial])).toArray();

      assertThat(epochs[best]).isEqualTo(27);
      assertThat(IntStream.of(epochs).sum()).isBetween(81, 81 * 27 / 4);
    }
  }

  private static int epochs(StoppingRule rule, int trial, double accuracy) {
    for (int epoch = 1; epoch < 27; epoch++) {
      if (rule.report(id(trial), epoch, accuracy).isPresent()) {
        return epoch;
      }
    }
    return 27;
  }

  @Test
  void trialBelowTheMedianOfAveragesStops() {
    StoppingRule rule =
        StoppingRule.of(new StoppingSpec.Median(2, 2, List.of()), Set.of()).orElseThrow();
    for (int trial = 1; trial <= 3; trial++) {
      rule.report(id(trial), 1, trial / 8.0);
      rule.report(id(trial), 2, trial / 4.0);
    }
    // The averages are 0.1875, 0.3750 and 0.5625.

    assertThat(rule.report(id(4), 1, 0.0)).isEmpty();
    assertThat(rule.report(id(4), 2, 0.375)).isEmpty();
    assertThat(rule.report(id(5), 1, 0.2)).isEmpty();
    assertThat(rule.report(id(5), 2, 0.1))
        .contains(
            "median: 0.2000, the best until epoch 2, is below 0.2813, the median of 4 other trials");
  }

  @Test
  void medianNeedsEnoughOthers() {
    StoppingRule rule =
        StoppingRule.of(new StoppingSpec.Median(1, 2, List.of()), Set.of()).orElseThrow();
    rule.report(id(1), 1, 0.9);

    assertThat(rule.report(id(2), 1, 0.1)).isEmpty();
    assertThat(rule.report(id(3), 1, 0.1)).isPresent();
  }

  @Test
  void trialWhoseFirstEpochsNobodyHeardOfDoesNotCountThere() {
    StoppingRule rule =
        StoppingRule.of(new StoppingSpec.Median(1, 1, List.of()), Set.of()).orElseThrow();
    rule.report(id(1), 5, 0.9);

    assertThat(rule.report(id(2), 1, 0.1)).isEmpty();
    assertThat(rule.report(id(2), 5, 0.1)).isPresent();
  }

  private static StoppingRule asha(int grace, int reduction) {
    return StoppingRule.of(
            new StoppingSpec.SuccessiveHalving(grace, reduction, List.of()), Set.of())
        .orElseThrow();
  }

  private static TrialId id(int number) {
    return new TrialId(String.format("%016x", number));
  }
}
