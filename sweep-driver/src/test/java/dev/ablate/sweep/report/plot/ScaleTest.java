package dev.ablate.sweep.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScaleTest {

  @Test
  void ticksAreRoundAndWithin() {
    assertThat(new Scale(-0.031, 0.042, 0, 100, false).ticks(4))
        .containsExactly(-0.02, 0.0, 0.02, 0.04);
    assertThat(new Scale(1, 20, 0, 100, false).ticks(4)).containsExactly(5.0, 10.0, 15.0, 20.0);
  }

  @Test
  void logarithmicTicksArePowers() {
    assertThat(new Scale(1e-5, 1, 0, 100, true).ticks(6))
        .usingElementComparator((a, b) -> Math.abs(a / b - 1) < 1e-9 ? 0 : 1)
        .containsExactly(1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0);
    assertThat(new Scale(900, 11_000, 0, 100, true).ticks(6)).contains(1000.0, 2000.0, 5000.0);
    assertThat(new Scale(2, 90, 0, 100, true).ticks(4)).containsExactly(2.0, 5.0, 10.0, 20.0, 50.0);
    assertThat(new Scale(2, 550, 0, 100, true).ticks(4))
        .containsExactly(3.0, 10.0, 30.0, 100.0, 300.0);
    assertThat(new Scale(0.88, 695, 0, 100, true).ticks(2)).containsExactly(1.0, 10.0, 100.0);
  }

  @Test
  void oneValueStandsInTheMiddle() {
    assertThat(new Scale(0.5, 0.5, 0, 100, false).at(0.5)).isCloseTo(50, within(1e-9));
    assertThat(new Scale(0, 0, 0, 100, false).at(0)).isCloseTo(50, within(1e-9));
  }

  @Test
  void labelsHaveTheDigitsThatTheirNeighboursNeed() {
    Scale scale = new Scale(-0.031, 0.042, 0, 100, false);
    assertThat(scale.label(-0.02, 4)).isEqualTo("−0.02");
    assertThat(scale.label(0, 4)).isEqualTo("0");
  }
}
