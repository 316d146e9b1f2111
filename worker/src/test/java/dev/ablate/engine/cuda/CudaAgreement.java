package dev.ablate.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.data.Augmentation;
import dev.ablate.data.AugmentationSpec;
import dev.ablate.data.ImageSubset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.dl4j.Networks;
import dev.ablate.engine.dl4j.Reference;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerStatistics;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels compute what DL4J's own layers compute in double precision. */
abstract class CudaAgreement {

  /** What runs the kernels. */
  abstract CudaEngine engine();

  private CudaModel open(ModelRequest request) {
    return engine().open(request);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.ablate.engine.dl4j.FastPathTest#networks")
  void agreesWithTheReference(String name, Network network) {
    ImageSubset images = TinyImages.images(16);
    ModelRequest request = Networks.request(network);
    assumeTrue(CudaEngine.supports(request), "no kernels of recurrent layers");
    try (CudaModel device = open(request);
        Reference exact = Reference.of(request)) {
      assertThat(ParameterLayout.of(network, TinyImages.SHAPE)).isEqualTo(exact.layout());
      assertThat(device.evaluate(images).loss())
          .isCloseTo(exact.evaluate(images).loss(), within(1e-5));
      for (int step = 0; step < 2; step++) {
        exact.backpropagate(images, 0, step);
        device.backpropagate(images, 0, step);
        assertThat(device.takeTrainMetrics().loss())
            .isCloseTo(exact.takeTrainMetrics().loss(), within(1e-5));
        assertClose(device.gradients(), exact.gradients(), 1e-4);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.ablate.engine.dl4j.FastPathTest#networks")
  void agreesOnWhatLayersLookLike(String name, Network network) {
    ImageSubset images = TinyImages.images(150);
    ModelRequest request = Networks.request(network, Networks.inspected(1));
    assumeTrue(CudaEngine.supports(request), "no kernels of recurrent layers");
    try (CudaModel device = open(request);
        Reference exact = Reference.of(request)) {
      device.train(images.slice(0, 16), 1e-4, 0, 0);
      exact.train(images.slice(0, 16), 1e-4, 0, 0);
      List<LayerStatistics> wanted = exact.layerStatistics(images);
      List<LayerStatistics> actual = device.layerStatistics(images);
      assertThat(actual)
          .usingRecursiveComparison()
          .ignoringFields("histogramCounts")
          .withComparatorForType(CudaAgreement::nearly, Double.class)
          .isEqualTo(wanted);
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void lossAndAccuracyAreThoseOfTheDefinition(Loss loss) {
    ImageSubset images = TinyImages.images(16);
    ModelRequest request =
        Networks.request(
            Networks.of(
                loss,
                Networks.conv(5, 3, 1, Padding.SAME),
                Networks.relu(),
                Networks.maximum(),
                Networks.dense(6)));
    try (CudaModel device = open(request);
        Reference exact = Reference.of(request)) {
      for (int step = 0; step < 5; step++) {
        device.train(images, 0.01, 0, step);
        exact.train(images, 0.01, 0, step);
      }
      Evaluation measured = device.takeTrainMetrics();
      Evaluation wanted = exact.takeTrainMetrics();
      assertThat(measured.loss()).isCloseTo(wanted.loss(), within(1e-4));
      assertThat(measured.accuracy()).isEqualTo(wanted.accuracy());
      assertThat(measured.images()).isEqualTo(wanted.images());
    }
  }

  @ParameterizedTest
  @EnumSource(OptimizerName.class)
  void everyRuleGoesTheReferencesWay(OptimizerName rule) {
    for (Double clipNorm : Arrays.asList(null, 0.5)) {
      OptimizerSpec optimizer = new OptimizerSpec(rule, 0.01, null, null, null, null, null, 0.1);
      TrainingSpec training =
          new TrainingSpec(1, 0, 16, 0, optimizer, ScheduleSpec.CONSTANT, 0.1, clipNorm, clipNorm);
      ModelRequest request = Networks.request(slowed(), training);
      try (CudaModel device = open(request);
          Reference exact = Reference.of(request)) {
        for (int step = 0; step < 4; step++) {
          device.train(TinyImages.images(16), 0.01, 0, step);
          exact.train(TinyImages.images(16), 0.01, 0, step);
        }
        assertClose(device.parameters(), exact.parameters(), 1e-4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(OptimizerName.class)
  void whatLearnsLateGoesTheReferencesWay(OptimizerName rule) {
    OptimizerSpec optimizer = new OptimizerSpec(rule, 0.01, null, null, null, null, null, 0.1);
    TrainingSpec training =
        new TrainingSpec(1, 0, 16, 0, optimizer, ScheduleSpec.CONSTANT, 0.1, 0.5, 0.5)
            .withFreeze(new FreezeSpec(List.of("layer0", "output"), 2));
    ModelRequest request = Networks.request(slowed(), training);
    try (CudaModel device = open(request);
        Reference exact = Reference.of(request)) {
      for (int step = 0; step < 5; step++) {
        device.train(TinyImages.images(16), 0.01, step, step);
        exact.train(TinyImages.images(16), 0.01, step, step);
      }
      assertClose(device.parameters(), exact.parameters(), 1e-4);
    }
  }

  @Test
  void dropoutDrawsTheSameMasks() {
    ImageSubset images = TinyImages.images(16);
    ModelRequest request =
        Networks.request(
            Networks.of(
                Networks.conv(5, 3, 1, Padding.SAME),
                new Layer.Dropout(0.4),
                Networks.relu(),
                new Layer.Shortcut(1),
                Networks.maximum(),
                new Layer.Dropout(0.5),
                Networks.dense(6),
                Networks.relu(),
                new Layer.Dropout(0.3)));
    try (CudaModel device = open(request);
        Reference exact = Reference.of(request)) {
      for (int step = 0; step < 3; step++) {
        device.backpropagate(images, 2, step);
        exact.backpropagate(images, 2, step);
        assertThat(device.takeTrainMetrics().loss())
            .isCloseTo(exact.takeTrainMetrics().loss(), within(1e-5));
        assertClose(device.gradients(), exact.gradients(), 1e-4);
      }
    }
  }

  @Test
  void augmentedBatchesAreThoseWrittenInJava() {
    ImageSubset images =
        TinyImages.images(40)
            .augmented(
                new Augmentation(new AugmentationSpec(true, 1, 0, 2), TinyImages.SHAPE, 3, 1));
    ModelRequest request =
        Networks.request(Networks.of(Networks.conv(5, 3, 1, Padding.SAME), Networks.relu()));
    try (CudaModel device = open(request);
        Reference exact = Reference.of(request)) {
      for (int step = 0; step < 10; step++) {
        device.train(images.slice(step, 16), 0.01, 0, step);
        exact.train(images.slice(step, 16), 0.01, 0, step);
      }
      assertThat(device.takeTrainMetrics().loss())
          .isCloseTo(exact.takeTrainMetrics().loss(), within(1e-4));
    }
  }

  @Test
  void checkpointsGoFromPathToPath() throws IOException {
    ImageSubset images = TinyImages.images(16);
    ModelRequest request = Networks.request(slowed());
    try (CudaModel device = open(request);
        Model other = Reference.single(request)) {
      device.train(images, 0.01, 0, 0);
      other.readState(state(device));
      assertThat(other.evaluate(images).loss())
          .isCloseTo(device.evaluate(images).loss(), within(1e-5));
      other.train(images, 0.01, 0, 1);
      device.train(images, 0.01, 0, 1);
      device.readState(state(other));
      device.train(images, 0.01, 0, 2);
      other.train(images, 0.01, 0, 2);
      assertThat(device.evaluate(images).loss())
          .isCloseTo(other.evaluate(images).loss(), within(1e-5));
    }
  }

  @Test
  void manyStepsAheadReadTheirOwnRecords() {
    ImageSubset images = TinyImages.images(60);
    ModelRequest request = Networks.request(Networks.of(Networks.dense(5), Networks.relu()));
    try (CudaModel ahead = open(request);
        CudaModel inStep = open(request)) {
      for (int step = 0; step < 700; step++) {
        ImageSubset batch = images.slice(step % 44, step % 16 + 1);
        ahead.train(batch, 0.001 * (step % 7), 0, step);
        inStep.train(batch, 0.001 * (step % 7), 0, step);
        inStep.takeTrainMetrics();
      }
      assertThat(ahead.parameters()).isEqualTo(inStep.parameters());
    }
  }

  private static DataInputStream state(Model model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.writeState(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  /** One layer slowed, one frozen. */
  private static Network slowed() {
    Network even =
        Networks.of(
            Networks.unbiased(4),
            Networks.norm(),
            Networks.relu(),
            Networks.maximum(),
            Networks.dense(7),
            Networks.relu(),
            Networks.dense(5));
    List<NamedLayer> layers = new ArrayList<>(even.layers());
    layers.set(0, new NamedLayer("layer0", layers.get(0).layer(), 0.25));
    layers.set(4, new NamedLayer("layer4", layers.get(4).layer(), 0));
    return new Network(layers, even.loss());
  }

  private static int nearly(Double first, Double second) {
    return Math.abs(first - second) < 1e-2 * Math.max(1, Math.abs(second))
        ? 0
        : first.compareTo(second);
  }

  /** By the largest value: single numbers near zero have no digits in common. */
  private static void assertClose(double[] actual, double[] wanted, double tolerance) {
    double largest = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < wanted.length; i++) {
      assertThat(actual[i]).as("number " + i).isCloseTo(wanted[i], within(tolerance * largest));
    }
  }
}
