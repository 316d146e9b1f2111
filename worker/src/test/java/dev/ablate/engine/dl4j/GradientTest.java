package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The plain path's gradients in double precision are what small changes of the weights show. */
class GradientTest {

  private static final double CHANGE = 1e-6;
  private static final int SAMPLES = 40;

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.ablate.engine.dl4j.FastPathTest#networks")
  void areWhatDifferencesShow(String name, Network network) {
    check(network);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void areWhatDifferencesShowForEveryLoss(Loss loss) {
    check(Networks.of(loss, Networks.dense(7), Networks.relu()));
  }

  private static void check(Network network) {
    ImageSubset images = TinyImages.images(6);
    try (Dl4jModel model = Networks.build(network, ComputePath.EXACT)) {
      INDArray parameters = model.parameters();
      double[] gradient = gradient(model, images);
      SplittableRandom random = new SplittableRandom(1);
      for (int sample = 0; sample < SAMPLES; sample++) {
        long index = random.nextLong(parameters.length());
        if (model.isStatistic(index)) {
          continue;
        }
        double value = parameters.getDouble(index);
        parameters.putScalar(index, value + CHANGE);
        double above = loss(model, images);
        parameters.putScalar(index, value - CHANGE);
        double below = loss(model, images);
        parameters.putScalar(index, value);
        double difference = (above - below) / (2 * CHANGE);
        assertThat(gradient[Math.toIntExact(index)])
            .as("parameter " + index)
            .isCloseTo(difference, within(1e-6 + 1e-5 * Math.abs(difference)));
      }
    }
  }

  private static double[] gradient(Dl4jModel model, ImageSubset images) {
    model.backpropagate(images, 0, 0);
    model.takeTrainMetrics();
    return NativeArrays.read(model.gradients());
  }

  /** In training: batch norm by the batch, dropout as in step 0. */
  private static double loss(Dl4jModel model, ImageSubset images) {
    model.backpropagate(images, 0, 0);
    return model.takeTrainMetrics().loss();
  }
}
