package dev.ablate.sweep.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LabelsTest {

  @Test
  void longNumbersHaveFourDigitsAndShortOnesStayAsTheyAre() {
    assertThat(Labels.value(0.0031622776601683794)).isEqualTo("0.003162");
    assertThat(Labels.value(0.00031622776601683794)).isEqualTo("0.0003162");
    assertThat(Labels.value(0.1 * 0.0003)).isEqualTo("0.00003");
    assertThat(Labels.value(0.1 * 0.00003)).isEqualTo("0.000003");
    assertThat(Labels.value(3e-7)).isEqualTo("3.0E-7");
    assertThat(Labels.value(0.001)).isEqualTo("0.001");
    assertThat(Labels.value(8L)).isEqualTo("8");
    assertThat(Labels.value(null)).isEqualTo("-");
  }

  @Test
  void metricsReadAsWords() {
    assertThat(Labels.metric("best_test_accuracy")).isEqualTo("best test accuracy");
    assertThat(Labels.title("macs")).isEqualTo("MACs");
    assertThat(Labels.title("train_seconds")).isEqualTo("Seconds of training");
  }
}
