package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.Mixing;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.definition.Objective;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.RegularisationSpec;
import dev.ablate.training.TrainingSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class RegularisationTest {

  private static final Network NETWORK = Networks.of(Networks.dense(6), Networks.norm());
  private static final RegularisationSpec AVERAGED = new RegularisationSpec(0, 0, 0, 0.5);
  private static final ImageSubset IMAGES = TinyImages.images(32);

  @Test
  void averageFollowsTheStepsAndIsWhatIsEvaluatedAndStored() throws Exception {
    try (Dl4jModel plain = build(RegularisationSpec.NONE);
        Dl4jModel averaged = build(AVERAGED)) {
      double[] expected = NativeArrays.read(plain.parameters());
      for (int step = 1; step <= 12; step++) {
        plain.train(IMAGES, 0.05, 0, step - 1);
        averaged.train(IMAGES, 0.05, 0, step - 1);
        double stays = Math.min(0.5, (1.0 + step) / (10 + step));
        double[] weights = NativeArrays.read(plain.parameters());
        for (int i = 0; i < expected.length; i++) {
          expected[i] = stays * expected[i] + (1 - stays) * weights[i];
        }
      }
      assertThat(NativeArrays.read(averaged.parameters()))
          .isEqualTo(NativeArrays.read(plain.parameters()));

      try (Dl4jModel stored = build(RegularisationSpec.NONE)) {
        stored.readWeights(input(weights(averaged)));
        assertThat(NativeArrays.read(stored.parameters())).containsExactly(expected, within(1e-6));
        assertThat(averaged.evaluate(IMAGES)).isEqualTo(stored.evaluate(IMAGES));
        assertThat(averaged.predict(IMAGES)).isDeepEqualTo(stored.predict(IMAGES));
        assertThat(averaged.evaluate(IMAGES)).isNotEqualTo(plain.evaluate(IMAGES));
      }
      assertThat(NativeArrays.read(averaged.parameters()))
          .isEqualTo(NativeArrays.read(plain.parameters()));
    }
  }

  @Test
  void averageGoesOnToTheBit() throws Exception {
    try (Dl4jModel first = build(AVERAGED);
        Dl4jModel second = build(AVERAGED)) {
      first.train(IMAGES, 0.05, 0, 0);
      first.train(IMAGES, 0.05, 0, 1);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      first.writeState(new DataOutputStream(state));
      second.readState(input(state.toByteArray()));
      first.train(IMAGES, 0.05, 0, 2);
      second.train(IMAGES, 0.05, 0, 2);

      assertThat(weights(second)).isEqualTo(weights(first));
    }
  }

  @Test
  void averageBeginsAtWeightsThatAreRead() throws Exception {
    try (Dl4jModel trained = build(RegularisationSpec.NONE);
        Dl4jModel averaged = build(AVERAGED)) {
      trained.train(IMAGES, 0.05, 0, 0);
      averaged.readWeights(input(weights(trained)));

      assertThat(averaged.evaluate(IMAGES)).isEqualTo(trained.evaluate(IMAGES));
    }
  }

  @Test
  void smoothedTargetsReachTheGradientButNotTheLoss() {
    try (Dl4jModel plain = build(RegularisationSpec.NONE);
        Dl4jModel smoothed = build(new RegularisationSpec(0.3, 0, 0, 0))) {
      plain.backpropagate(IMAGES, 0, 0);
      smoothed.backpropagate(IMAGES, 0, 0);

      assertThat(smoothed.takeTrainMetrics()).isEqualTo(plain.takeTrainMetrics());
      assertThat(NativeArrays.read(smoothed.gradients()))
          .isNotEqualTo(NativeArrays.read(plain.gradients()));
    }
  }

  @Test
  void mixedImagesAreTrainedOnTowardsBothClasses() {
    RegularisationSpec mixing = new RegularisationSpec(0, 1, 0, 0);
    ImageSubset mixed = IMAGES.mixed(new Mixing(1, 0, TinyImages.SHAPE, 3, 0));
    try (Dl4jModel model = build(mixing)) {
      float[][] predictions = model.predict(mixed);
      double expected = 0;
      Objective objective = new Objective(Loss.CROSS_ENTROPY, TinyImages.CLASSES);
      for (int i = 0; i < mixed.count(); i++) {
        // The logarithm of probabilities is as good as the scores.
        double[] scores = new double[TinyImages.CLASSES];
        for (int j = 0; j < scores.length; j++) {
          scores[j] = Math.log(predictions[i][j]);
        }
        expected += objective.lossAndGradient(scores, mixed.target(i)) / mixed.count();
      }

      assertThat(model.evaluate(mixed).loss()).isCloseTo(expected, within(1e-5));
      assertThat(model.evaluate(mixed).loss()).isNotEqualTo(model.evaluate(IMAGES).loss());
    }
  }

  private static Dl4jModel build(RegularisationSpec regularisation) {
    TrainingSpec training =
        Networks.training(OptimizerSpec.of(OptimizerName.ADAM, 0.05))
            .withRegularisation(regularisation);
    return Networks.build(NETWORK, ComputePath.PLAIN, training);
  }

  private static byte[] weights(Dl4jModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.writeWeights(new DataOutputStream(out));
    return out.toByteArray();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
