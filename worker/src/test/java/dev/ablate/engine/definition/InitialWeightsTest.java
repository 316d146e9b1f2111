package dev.ablate.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.model.Initializer;
import dev.ablate.model.Layer;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialWeightsTest {

  private static final int IN = 400;
  private static final int OUT = 600;

  @ParameterizedTest
  @CsvSource({
    "XAVIER_UNIFORM, 0.002, true",
    "XAVIER_NORMAL, 0.002, false",
    "HE_UNIFORM, 0.005, true",
    "HE_NORMAL, 0.005, false",
    "LECUN_UNIFORM, 0.0025, true",
    "LECUN_NORMAL, 0.0025, false",
    "UNIFORM, 0.000833333, true",
    "NORMAL, 0.0025, false"
  })
  void haveTheVarianceOfTheirDistribution(Initializer initializer, double variance, boolean cut) {
    double[] weights = draw(initializer, 1);
    double mean = Arrays.stream(weights).average().orElseThrow();
    double square = Arrays.stream(weights).map(w -> w * w).average().orElseThrow();
    double largest = Arrays.stream(weights).map(Math::abs).max().orElseThrow();
    assertThat(mean).isCloseTo(0, within(1e-3));
    assertThat(square).isCloseTo(variance, within(variance * 0.02));
    assertThat(largest <= Math.sqrt(3 * variance) + 1e-7).isEqualTo(cut);
  }

  @Test
  void constantWeightsAreAllTheSame() {
    assertThat(draw(Initializer.CONSTANT, 1)).containsOnly(0.05);
  }

  @Test
  void dependOnTheSeedAlone() {
    assertThat(draw(Initializer.HE_NORMAL, 1)).isEqualTo(draw(Initializer.HE_NORMAL, 1));
    assertThat(draw(Initializer.HE_NORMAL, 1)).isNotEqualTo(draw(Initializer.HE_NORMAL, 2));
  }

  private static double[] draw(Initializer initializer, long seed) {
    Layer layer = new Layer.Dense(OUT, false, initializer);
    Network network = new Network(List.of(new NamedLayer("layer", layer)), Loss.CROSS_ENTROPY);
    return InitialWeights.draw(ParameterLayout.of(network, Shape.vector(IN)), seed);
  }
}
