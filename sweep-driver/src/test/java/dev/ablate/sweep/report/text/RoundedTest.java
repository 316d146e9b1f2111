package dev.ablate.sweep.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoundedTest {

  @Test
  void digitsFollowTheInterval() {
    assertThat(Rounded.difference(0.031234, 0.0297, 0.0327)).isEqualTo("+0.0312");
    assertThat(Rounded.interval(0.031234, 0.0297, 0.0327)).isEqualTo("[+0.0297, +0.0327]");
    assertThat(Rounded.withInterval(12.3456, 10.0, 14.8)).isEqualTo("12.3 ± 2.4");
    assertThat(Rounded.difference(-1.5, null, null)).isEqualTo("−1.5000");
  }

  @Test
  void nothingIsADash() {
    assertThat(Rounded.mean(null, null, null)).isEqualTo("–");
    assertThat(Rounded.interval(1.0, null, null)).isEmpty();
    assertThat(Rounded.p(null)).isEqualTo("–");
  }

  @Test
  void numbersHaveFourDigits() {
    assertThat(Rounded.number(57_850)).isEqualTo("57,850");
    assertThat(Rounded.number(0.0034194)).isEqualTo("0.003419");
    assertThat(Rounded.number(-0.25)).isEqualTo("−0.25");
  }
}
