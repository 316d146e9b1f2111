package dev.ablate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.spec.CanonicalJson;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.training.ScheduleSpec.Kind;
import org.junit.jupiter.api.Test;

/** Expected values are worked out by hand from the formulas of {@link Kind}. */
final class ScheduleSpecTest {

  @Test
  void constantStays() {
    assertCurve(ScheduleSpec.CONSTANT, 10, new double[][] {{0, 1}, {5.5, 1}, {10, 1}});
  }

  @Test
  void stepFallsAtWholeSteps() {
    ScheduleSpec step = new ScheduleSpec(Kind.STEP, 3, 0.5);

    assertCurve(step, 10, new double[][] {{0, 1}, {2.99, 1}, {3, 0.5}, {6, 0.25}, {9.5, 0.125}});
  }

  @Test
  void exponentialFallsAllTheTime() {
    ScheduleSpec exponential = new ScheduleSpec(Kind.EXPONENTIAL, 2, 0.25);

    assertCurve(exponential, 10, new double[][] {{0, 1}, {1, 0.5}, {2, 0.25}, {3, 0.125}});
  }

  @Test
  void polynomialEndsAtItsMinimum() {
    // 0.1 + 0.9 * (1 - 5/10)^2 = 0.325
    ScheduleSpec polynomial = curve(Kind.POLYNOMIAL, 0, 2, 0.1);

    assertCurve(polynomial, 10, new double[][] {{0, 1}, {5, 0.325}, {10, 0.1}, {12, 0.1}});
  }

  @Test
  void cosineFallsFromTheEndOfTheWarmUp() {
    // A third of the way from 1 to 10: 0.2 + 0.8 * (1 + cos(pi / 3)) / 2 = 0.2 + 0.8 * 0.75
    ScheduleSpec cosine = curve(Kind.COSINE, 1, 1, 0.2);

    assertCurve(
        cosine, 10, new double[][] {{0, 0}, {0.5, 0.5}, {1, 1}, {4, 0.8}, {5.5, 0.6}, {10, 0.2}});
  }

  @Test
  void warmUpGoesBeforeAnyForm() {
    ScheduleSpec step =
        new ScheduleSpec(
            Kind.STEP, 4, 0.5, 2, 1, 0, 0.3, 25, 1e4, ValidationMetric.LOSS, 10, 0, false);

    assertCurve(step, 10, new double[][] {{0, 0}, {1, 0.5}, {2, 1}, {4, 0.5}});
  }

  @Test
  void oneCycleRisesAndFalls() {
    // Half way up: (1/25 + 1) / 2. Half way down: (1 + 1/250,000) / 2.
    ScheduleSpec cycle = ScheduleSpec.of(Kind.ONE_CYCLE);

    assertCurve(
        cycle, 10, new double[][] {{0, 0.04}, {1.5, 0.52}, {3, 1}, {6.5, 0.500002}, {10, 4e-6}});
  }

  @Test
  void onlyCurvesWithAnEndLookAhead() {
    for (Kind kind : Kind.values()) {
      ScheduleSpec schedule = curve(kind, 0, 1, 0);
      boolean same = true;
      for (double epochs = 0; epochs <= 10; epochs += 0.5) {
        same &= schedule.factor(epochs, 10) == schedule.factor(epochs, 20);
      }
      assertThat(schedule.looksAhead()).as("%s", kind).isEqualTo(!same);
    }
  }

  @Test
  void whatAFormDoesNotReadIsGone() {
    for (Kind kind : Kind.values()) {
      ScheduleSpec odd =
          new ScheduleSpec(
              kind, 7, 0.7, 0.7, 7, 0.7, 0.7, 7, 7, ValidationMetric.ACCURACY, 7, 0.7, true);

      assertThat(CanonicalJson.write(odd.normalised())).isEqualTo(canonical(kind));
    }
  }

  private static String canonical(Kind kind) {
    return switch (kind) {
      case CONSTANT -> "{\"warm-up\":0.7}";
      case STEP -> "{\"kind\":\"step\",\"every\":7,\"gamma\":0.7,\"warm-up\":0.7}";
      case EXPONENTIAL -> "{\"kind\":\"exponential\",\"every\":7,\"gamma\":0.7,\"warm-up\":0.7}";
      case POLYNOMIAL -> "{\"kind\":\"polynomial\",\"warm-up\":0.7,\"power\":7.0,\"minimum\":0.7}";
      case COSINE -> "{\"kind\":\"cosine\",\"warm-up\":0.7,\"minimum\":0.7}";
      case ONE_CYCLE ->
          "{\"kind\":\"one-cycle\",\"peak\":0.7,\"start-divisor\":7.0,\"end-divisor\":7.0}";
      case PLATEAU ->
          "{\"kind\":\"plateau\",\"gamma\":0.7,\"warm-up\":0.7,\"minimum\":0.7,"
              + "\"metric\":\"accuracy\",\"patience\":7,\"min-change\":0.7,"
              + "\"return-to-best\":true}";
    };
  }

  @Test
  void defaultsAreNeutral() {
    assertThat(CanonicalJson.write(ScheduleSpec.CONSTANT)).isEqualTo("{}");
    assertThat(CanonicalJson.write(StopSpec.NEVER)).isEqualTo("{}");
  }

  @Test
  void rulesAreNamed() {
    assertThatThrownBy(
            () ->
                new ScheduleSpec(
                    Kind.STEP, 0, 0, -1, 0, 1, 1, 0, 0, ValidationMetric.LOSS, 0, -1, false))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(
            "every must be positive, but was 0; gamma must be positive, but was 0.0; warm-up must"
                + " not be negative, but was -1.0; power must be positive, but was 0.0; minimum"
                + " must be at least 0 and less than 1, but was 1.0; peak must be between 0 and 1,"
                + " but was 1.0; start-divisor must be positive, but was 0.0; end-divisor must be"
                + " positive, but was 0.0; patience must be positive, but was 0; min-change must"
                + " not be negative, but was -1.0");
  }

  private static ScheduleSpec curve(Kind kind, double warmUp, double power, double minimum) {
    return new ScheduleSpec(
        kind, 1, 0.1, warmUp, power, minimum, 0.3, 25, 1e4, ValidationMetric.LOSS, 10, 0, false);
  }

  private static void assertCurve(ScheduleSpec schedule, int total, double[][] points) {
    for (double[] point : points) {
      assertThat(schedule.factor(point[0], total))
          .as("after %s epochs", point[0])
          .isCloseTo(point[1], within(1e-12));
    }
  }
}
