package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurationsTest {

  @Test
  void secondsMinutesAndHoursReadAsPeopleWriteThem() {
    assertThat(Durations.text(41.6)).isEqualTo("42 s");
    assertThat(Durations.text(59.7)).isEqualTo("1 min 00 s");
    assertThat(Durations.text(185)).isEqualTo("3 min 05 s");
    assertThat(Durations.text(7 * 3600 + 12 * 60)).isEqualTo("7 h 12 min");
  }
}
