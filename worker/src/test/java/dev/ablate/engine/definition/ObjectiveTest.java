package dev.ablate.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.Target;
import dev.ablate.model.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectiveTest {

  private static final double[] SCORES = {0.5, -1, 2, 0.1};

  @Test
  void crossEntropyOfEqualScoresIsTheLogarithmOfTheClasses() {
    assertThat(loss(Loss.CROSS_ENTROPY, 1, 3, 3, 3, 3)).isCloseTo(Math.log(4), within(1e-12));
  }

  @Test
  void crossEntropyOfHugeScoresIsFinite() {
    assertThat(loss(Loss.CROSS_ENTROPY, 0, 1000, 0)).isEqualTo(0);
    assertThat(loss(Loss.CROSS_ENTROPY, 1, 1000, 0)).isEqualTo(1000);
  }

  @Test
  void meanSquaredErrorIsOfProbabilities() {
    // Equal scores: 0.5 for each class, so ((0.5 - 1)² + 0.5²) / 2.
    assertThat(loss(Loss.MEAN_SQUARED_ERROR, 0, 7, 7)).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void hingeSumsTheMarginsOfWrongClasses() {
    // Own score 2: margins 1 + 0.5 - 2 < 0, 1 + 1.5 - 2 = 0.5, 1 + 3 - 2 = 2.
    assertThat(loss(Loss.HINGE, 0, 2, 0.5, 1.5, 3)).isCloseTo(2.5, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void gradientIsWhatDifferencesShow(Loss loss) {
    for (int label = 0; label < SCORES.length; label++) {
      double[] gradient = SCORES.clone();
      new Objective(loss, SCORES.length).lossAndGradient(gradient, label);
      for (int i = 0; i < SCORES.length; i++) {
        double[] above = SCORES.clone();
        double[] below = SCORES.clone();
        above[i] += 1e-6;
        below[i] -= 1e-6;
        double difference = (loss(loss, label, above) - loss(loss, label, below)) / 2e-6;
        assertThat(gradient[i]).isCloseTo(difference, within(1e-8));
      }
    }
  }

  /** Smoothing is a label drawn anew, with the smoothing's probability, among all classes. */
  @ParameterizedTest
  @EnumSource(value = Loss.class, mode = EnumSource.Mode.EXCLUDE, names = "HINGE")
  void smoothedGradientIsOfTheMeanOverLabels(Loss loss) {
    double[] smoothed = SCORES.clone();
    double value = new Objective(loss, SCORES.length, 0.2).lossAndGradient(smoothed, 2);

    double[] expected = new double[SCORES.length];
    for (int label = 0; label < SCORES.length; label++) {
      double[] gradient = SCORES.clone();
      new Objective(loss, SCORES.length).lossAndGradient(gradient, label);
      for (int i = 0; i < SCORES.length; i++) {
        expected[i] += gradient[i] * ((label == 2 ? 0.8 : 0) + 0.2 / SCORES.length);
      }
    }
    assertThat(smoothed).containsExactly(expected, within(1e-12));
    assertThat(value).isEqualTo(loss(loss, 2, SCORES));
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void twoClassesShareTheLossAndItsGradient(Loss loss) {
    double[] mixed = SCORES.clone();
    double value = new Objective(loss, SCORES.length).lossAndGradient(mixed, new Target(3, 0, 0.7));

    double[] first = SCORES.clone();
    double[] second = SCORES.clone();
    double expected = 0.7 * new Objective(loss, SCORES.length).lossAndGradient(first, 3);
    expected += 0.3 * new Objective(loss, SCORES.length).lossAndGradient(second, 0);
    assertThat(value).isCloseTo(expected, within(1e-12));
    for (int i = 0; i < SCORES.length; i++) {
      assertThat(mixed[i]).isCloseTo(0.7 * first[i] + 0.3 * second[i], within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void notANumberShows(Loss loss) {
    assertThat(loss(loss, 0, Double.NaN, 1, 2)).isNaN();
    assertThat(loss(loss, 0, 1, Double.NaN, 2)).isNaN();
  }

  private static double loss(Loss loss, int label, double... scores) {
    return new Objective(loss, scores.length).lossAndGradient(scores.clone(), label);
  }
}
