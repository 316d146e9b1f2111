package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.engine.TinyImages;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.Network;
import dev.ablate.model.Padding;
import dev.ablate.training.FreezeSpec;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers stay as they are in the first epochs, and learn from then on. */
final class FreezeTest {

  private static final Network NETWORK =
      Networks.of(Networks.conv(4, 3, 1, Padding.SAME), Networks.relu(), Networks.dense(5));
  private static final FreezeSpec FIRST = new FreezeSpec(List.of("layer0"), 2);

  @ParameterizedTest
  @EnumSource(OptimizerName.class)
  void learnsFromItsEpochOn(OptimizerName rule) {
    try (Dl4jModel model = Networks.build(NETWORK, ComputePath.EXACT, training(rule, FIRST))) {
      double[] start = NativeArrays.read(model.parameters());
      step(model, 0);
      step(model, 1);
      double[] frozen = NativeArrays.read(model.parameters());
      step(model, 2);
      double[] after = NativeArrays.read(model.parameters());

      int layer = ofFirstLayer(model);
      assertThat(Arrays.copyOf(frozen, layer)).isEqualTo(Arrays.copyOf(start, layer));
      assertThat(Arrays.copyOfRange(frozen, layer, frozen.length))
          .isNotEqualTo(Arrays.copyOfRange(start, layer, start.length));
      assertThat(Arrays.copyOf(after, layer)).isNotEqualTo(Arrays.copyOf(start, layer));
    }
  }

  /**
   * Adam's corrected averages would else be of one gradient, and its steps several times as long.
   */
  @Test
  void itsFirstStepIsNoLongerThanOthers() {
    double rate = 0.01;
    FreezeSpec long0 = new FreezeSpec(List.of("layer0"), 30);
    try (Dl4jModel model =
        Networks.build(NETWORK, ComputePath.EXACT, training(OptimizerName.ADAM, long0))) {
      for (int epoch = 0; epoch < 30; epoch++) {
        step(model, epoch);
      }
      double[] before = NativeArrays.read(model.parameters());
      step(model, 30);
      double[] after = NativeArrays.read(model.parameters());
      for (int i = 0; i < ofFirstLayer(model); i++) {
        assertThat(Math.abs(after[i] - before[i])).isLessThan(2 * rate);
      }
    }
  }

  @Test
  void goesOnToTheBit() throws IOException {
    TrainingSpec training = training(OptimizerName.ADAM, FIRST);
    try (Dl4jModel whole = Networks.build(NETWORK, ComputePath.FAST, training);
        Dl4jModel first = Networks.build(NETWORK, ComputePath.FAST, training);
        Dl4jModel second = Networks.build(NETWORK, ComputePath.FAST, training)) {
      for (int epoch = 0; epoch < 4; epoch++) {
        step(whole, epoch);
      }
      step(first, 0);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      first.writeState(new DataOutputStream(state));
      second.readState(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
      for (int epoch = 1; epoch < 4; epoch++) {
        step(second, epoch);
      }
      assertThat(NativeArrays.read(second.parameters()))
          .isEqualTo(NativeArrays.read(whole.parameters()));
    }
  }

  private static void step(Dl4jModel model, int epoch) {
    model.train(TinyImages.images(16), 0.01, epoch, epoch);
  }

  private static int ofFirstLayer(Dl4jModel model) {
    return Math.toIntExact(
        model.layout().segments().stream()
            .filter(segment -> segment.layer().equals("layer0"))
            .mapToLong(segment -> segment.length())
            .sum());
  }

  static TrainingSpec training(OptimizerName rule, FreezeSpec freeze) {
    OptimizerSpec optimizer = new OptimizerSpec(rule, 0.01, null, null, null, null, null, 0.1);
    return new TrainingSpec(1, 0, 16, 0, optimizer, ScheduleSpec.CONSTANT, 0.1, 1.0, 0.5)
        .withFreeze(freeze);
  }
}
