package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.engine.TinyImages;
import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Padding;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A layer's factor scales its steps, whatever the rule, and leaves other layers alone. */
class RateFactorTest {

  private static final int STEPS = 3;

  @ParameterizedTest
  @EnumSource(OptimizerName.class)
  void aFrozenLayerStaysToTheBit(OptimizerName rule) {
    double[] start = trained(rule, 0, 0);

    assertThat(trained(rule, 0, STEPS)).isEqualTo(start);
    assertThat(trained(rule, 1, STEPS)).isNotEqualTo(start);
  }

  @ParameterizedTest
  @EnumSource(OptimizerName.class)
  void theFirstStepIsScaled(OptimizerName rule) {
    double[] start = trained(rule, 1, 0);
    double[] whole = trained(rule, 1, 1);
    double[] quarter = trained(rule, 0.25, 1);

    for (int i = 0; i < start.length; i++) {
      assertThat(quarter[i] - start[i]).isCloseTo((whole[i] - start[i]) / 4, within(1e-12));
    }
  }

  /** The convolution's weights after some steps, with penalties. */
  private static double[] trained(OptimizerName rule, double factor, int steps) {
    OptimizerSpec optimizer = new OptimizerSpec(rule, 0.01, null, null, null, null, null, 0.1);
    TrainingSpec training =
        new TrainingSpec(1, 0, 16, 0, optimizer, ScheduleSpec.CONSTANT, 0.1, 1.0, null);
    try (Dl4jModel model = Networks.build(network(factor), ComputePath.EXACT, training)) {
      for (int step = 0; step < steps; step++) {
        model.train(TinyImages.images(16), 0.01, 0, step);
      }
      ParameterLayout.Segment segment = model.layout().segments().get(0);
      assertThat(segment.layer()).isEqualTo("layer0");
      int from = Math.toIntExact(segment.offset());
      return Arrays.copyOfRange(
          NativeArrays.read(model.parameters()), from, from + Math.toIntExact(segment.length()));
    }
  }

  private static Network network(double factor) {
    Network even =
        Networks.of(Networks.conv(4, 3, 1, Padding.SAME), Networks.relu(), Networks.dense(5));
    List<NamedLayer> layers = new ArrayList<>(even.layers());
    layers.set(0, new NamedLayer("layer0", layers.get(0).layer(), factor));
    return new Network(layers, even.loss());
  }
}
