package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PowerTest {

  /** From R: {@code uniroot} over {@code integrate}, to ten digits. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 16.33400887",
    "1, 6, 97.90612388",
    "1.5, 1, 7.82904097",
    "1.5, 6, 25.81333155",
    "2, 1, 5.65348927",
    "2, 6, 13.89000518",
    "3.3, 1, 4.06281858",
    "3.3, 6, 7.20930560",
    "5, 1, 3.51390273",
    "5, 6, 5.38227295",
    "12, 1, 3.05265747",
    "12, 6, 4.08357042",
    "200, 1, 2.81512406",
    "200, 6, 3.51047096",
  })
  void theDifferenceThatFourOfFiveTestsShow(double degreesOfFreedom, int family, double expected) {
    double critical = Power.critical(degreesOfFreedom, family);
    assertThat(Power.detectable(degreesOfFreedom, critical))
        .isCloseTo(expected, within(1e-5 * expected));
    assertThat(Power.of(expected, degreesOfFreedom, critical))
        .isCloseTo(Power.WANTED, within(1e-6));
  }
}
