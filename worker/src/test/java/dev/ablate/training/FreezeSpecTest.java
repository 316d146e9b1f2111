package dev.ablate.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FreezeSpecTest {

  @ParameterizedTest
  @CsvSource({
    "conv1, conv1, true",
    "conv1, conv1.batch-norm, true",
    "conv1, conv10, false",
    "layer*, layer1.2.conv1, true",
    "layer*.1, layer1.2.conv1, false",
    "layer1.*.conv2, layer1.2.conv2, true",
    "conv.1, conv11, false",
  })
  void coversALayerAndWhatIsInIt(String pattern, String layer, boolean covered) {
    assertThat(new FreezeSpec(List.of("other", pattern), 1).covers(layer)).isEqualTo(covered);
  }

  @Test
  void whatFreezesNothingIsNone() {
    assertThat(new FreezeSpec(List.of("conv1"), 0).normalised()).isEqualTo(FreezeSpec.NONE);
    assertThat(new FreezeSpec(List.of(), 3).normalised()).isEqualTo(FreezeSpec.NONE);
  }

  @Test
  void countsEpochsFromZero() {
    FreezeSpec freeze = new FreezeSpec(List.of("conv1"), 2);

    assertThat(freeze.freezes(1)).isTrue();
    assertThat(freeze.freezes(2)).isFalse();
  }
}
