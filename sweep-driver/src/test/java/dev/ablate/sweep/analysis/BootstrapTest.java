package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BootstrapTest {

  private static final double[] SKEWED = {
    0.8, 0.1, 0.4, 2.9, 0.3, 0.5, 0.2, 1.1, 0.7, 0.6, 1.9, 0.05
  };

  /** From SciPy's {@code bootstrap}, method BCa, a million draws. */
  @Test
  void theIntervalOfASkewedSampleIsSciPys() {
    Interval interval = Bootstrap.of(new Differences(List.of(SKEWED)));
    assertThat(interval.low()).isCloseTo(0.45833, within(0.02));
    assertThat(interval.high()).isCloseTo(1.44583, within(0.04));
  }

  /** A seed is drawn with all of its cells: two cells that are one say no more than one. */
  @Test
  void seedsAreDrawnAndNotTrials() {
    assertThat(Bootstrap.of(new Differences(List.of(SKEWED, SKEWED.clone()))))
        .isEqualTo(Bootstrap.of(new Differences(List.of(SKEWED))));
  }

  @Test
  void nineSeedsAreTooFew() {
    assertThat(Bootstrap.of(new Differences(List.of(Arrays.copyOf(SKEWED, 9))))).isNull();
  }
}
