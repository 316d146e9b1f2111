package dev.ablate.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.inspect.network.RandomNetworks;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Network;
import dev.ablate.model.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeadUnitsTest {

  private static final Shape INPUT = new Shape(1, 6, 6);
  private static final Network NETWORK =
      RandomNetworks.of(
          RandomNetworks.conv(4, 3),
          RandomNetworks.relu(),
          RandomNetworks.conv(3, 3),
          RandomNetworks.function(ActivationFunction.TANH),
          RandomNetworks.dense(5),
          RandomNetworks.relu(),
          RandomNetworks.dense(2));
  private static final Subject ALIVE = TestSubjects.of(NETWORK, INPUT, 3);
  private static final ImageSubset IMAGES = TestSubjects.noise(INPUT, 40, 2, 1);

  /** A bias of minus a thousand keeps a unit silent. */
  private static Subject silenced(String layer, int... units) {
    Parameters parameters = ALIVE.parameters();
    double[] bias = parameters.get(layer, Role.BIAS).clone();
    Arrays.stream(units).forEach(unit -> bias[unit] = -1000);
    return ALIVE.with(parameters.with(layer, Role.BIAS, bias));
  }

  @Test
  void unitsThatNoImageExcitesAreCountedByLayer() {
    assertThat(dead(silenced("layer0", 1, 3)))
        .containsExactly(new DeadUnits("layer1", 4, 2), new DeadUnits("layer5", 5, 0));
    assertThat(dead(silenced("layer4", 0, 1, 2, 3, 4)))
        .containsExactly(new DeadUnits("layer1", 4, 0), new DeadUnits("layer5", 5, 5));
  }

  @Test
  void oneImageThatExcitesAUnitIsEnough() {
    Subject subject = silenced("layer0", 2);
    assertThat(DeadUnits.of(subject, IMAGES, new Batches(1, 3, Batches.Progress.NONE)))
        .isEqualTo(dead(subject));
    assertThat(DeadUnits.of(ALIVE, IMAGES.slice(0, 1), batches()).get(0).dead())
        .isGreaterThanOrEqualTo(DeadUnits.of(ALIVE, IMAGES, batches()).get(0).dead());
  }

  @Test
  void otherActivationsHaveNone() {
    assertThat(dead(ALIVE)).extracting(DeadUnits::layer).doesNotContain("layer3");
  }

  private static List<DeadUnits> dead(Subject subject) {
    return DeadUnits.of(subject, IMAGES, batches());
  }

  private static Batches batches() {
    return new Batches(7, 2, Batches.Progress.NONE);
  }
}
