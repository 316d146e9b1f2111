package dev.ablate.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Answers are written after the format of {@code nvidia-smi}; none was taken from a machine. */
class LoadMeterTest {

  @Test
  void loadIsReadFromTheAnswer() {
    assertThat(LoadMeter.read(new NvidiaSmi.Answer(0, "97, 1234\n")))
        .contains(new LoadMeter.Load(97, 1234L << 20));
  }

  @Test
  void deviceThatDoesNotSayIsPassedOver() {
    assertThat(LoadMeter.read(new NvidiaSmi.Answer(0, "[N/A], 1234\n"))).isEmpty();
    assertThat(LoadMeter.read(new NvidiaSmi.Answer(9, ""))).isEmpty();
  }
}
