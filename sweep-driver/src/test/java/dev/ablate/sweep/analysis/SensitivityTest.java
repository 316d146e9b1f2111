package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SensitivityTest {

  private static final double NOISE = 0.0035;

  /** Three seeds whose differences have the variance {@code 2 * NOISE^2} in every cell. */
  private static final double[] PARTS = {-1, 0, 1};

  @Test
  void foreseesWhatAVerdictWouldSay() {
    SweepBuilder measured = new SweepBuilder("filters", "norm");
    for (int seed = 1; seed <= 3; seed++) {
      double part = PARTS[seed - 1] * NOISE;
      // Opposite in the two values of an axis, so that a pair differs by twice the part.
      measured
          .add(seed, 0.8 + part / Math.sqrt(2), 8L, true)
          .add(seed, 0.8 - part / Math.sqrt(2), 8L, false)
          .add(seed, 0.8 - part / Math.sqrt(2), 16L, true)
          .add(seed, 0.8 + part / Math.sqrt(2), 16L, false);
    }
    SweepResults results = measured.build();

    Sensitivity foreseen = Sensitivity.of(results, NOISE);

    for (MainEffect effect : Analysis.of(results).mainEffects(Metric.TEST_ACCURACY)) {
      if (!effect.isBaseline()) {
        assertThat(foreseen.difference(effect.axis(), 3).orElseThrow())
            .isCloseTo(effect.verdict().detectable(), within(1e-9));
      }
    }
  }

  @Test
  void moreSeedsAndMoreCellsSeeSmallerDifferences() {
    SweepResults results = planned();
    Sensitivity sensitivity = Sensitivity.of(results, NOISE);
    Axis filters = results.axes().get(0);
    // 1 matched cell of 3 seeds, or 2: t(0.975, 2) = 4.30 and t(0.975, 4) = 2.78.
    assertThat(sensitivity.difference(filters, 3).orElseThrow())
        .isGreaterThan(4.30 * NOISE * Math.sqrt(2 / 6.0));
    assertThat(sensitivity.difference(filters, 4).orElseThrow())
        .isLessThan(sensitivity.difference(filters, 3).orElseThrow());
    int enough = sensitivity.seedsFor(0.005).orElseThrow();
    assertThat(sensitivity.difference(filters, enough).orElseThrow()).isLessThanOrEqualTo(0.005);
    assertThat(sensitivity.difference(filters, enough - 1).orElseThrow()).isGreaterThan(0.005);
  }

  @Test
  void aLargerFamilyIsJudgedMoreStrictly() {
    SweepBuilder three = new SweepBuilder("a");
    SweepBuilder two = new SweepBuilder("a");
    for (long seed = 1; seed <= 3; seed++) {
      two.add(seed, 0, "x").add(seed, 0, "y");
      three.add(seed, 0, "x").add(seed, 0, "y").add(seed, 0, "z");
    }
    assertThat(first(Sensitivity.of(three.build(), NOISE)))
        .isGreaterThan(first(Sensitivity.of(two.build(), NOISE)));
  }

  @Test
  void nothingIsSeenWithOneSeedOrWithoutMatchedCells() {
    SweepBuilder sweep = new SweepBuilder("a", "b");
    for (long seed = 1; seed <= 3; seed++) {
      sweep.add(seed, 0, "x", 1L).add(seed, 0, "y", 1L);
      sweep.add(seed, Status.INVALID, Map.of(), "x", 2L);
      sweep.add(seed, Status.EXCLUDED, Map.of(), "y", 2L);
    }
    Sensitivity sensitivity = Sensitivity.of(sweep.build(), NOISE);
    assertThat(sensitivity.difference(sensitivity.axes().get(0), 1)).isEmpty();
    assertThat(sensitivity.difference(sensitivity.axes().get(0), 2)).isPresent();
    assertThat(sensitivity.difference(sensitivity.axes().get(1), 3)).isEmpty();
    assertThat(sensitivity.seedsFor(1e-9)).isEmpty();
    assertThatThrownBy(() -> Sensitivity.of(sweep.build(), Double.NaN))
        .hasMessage("deviation must be 0 or more, but was NaN");
  }

  @Test
  void withoutNoiseTwoSeedsSeeEverything() {
    Sensitivity sensitivity = Sensitivity.of(planned(), 0);
    assertThat(first(sensitivity)).isZero();
    assertThat(sensitivity.seedsFor(0.001)).hasValue(2);
  }

  private static double first(Sensitivity sensitivity) {
    return sensitivity.difference(sensitivity.axes().get(0), 3).orElseThrow();
  }

  private static SweepResults planned() {
    SweepBuilder sweep = new SweepBuilder("filters");
    for (long seed = 1; seed <= 3; seed++) {
      sweep.add(seed, Status.MISSING, Map.of(), 8L).add(seed, Status.MISSING, Map.of(), 16L);
    }
    return sweep.build();
  }
}
