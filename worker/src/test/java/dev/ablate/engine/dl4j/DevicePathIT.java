package dev.ablate.engine.dl4j;

import static dev.ablate.engine.dl4j.Networks.conv;
import static dev.ablate.engine.dl4j.Networks.dense;
import static dev.ablate.engine.dl4j.Networks.maximum;
import static dev.ablate.engine.dl4j.Networks.relu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.Augmentation;
import dev.ablate.data.AugmentationSpec;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.TrainingEngineContract;
import dev.ablate.engine.dl4j.batch.ImageBatches;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.engine.dl4j.device.DeviceImageFeed;
import dev.ablate.engine.dl4j.device.ResidentImages;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.model.Padding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The path for CUDA, on the processor's backend: what it computes, not where. */
class DevicePathIT extends TrainingEngineContract {

  private final Dl4jEngine dl4j = Dl4jEngine.open(new EngineSettings(1));

  /** The helper of the processor's backend refuses dilation. */
  @BeforeAll
  static void withoutHelpers() {
    Dl4jEngine.open(new EngineSettings(1));
    Nd4j.getEnvironment().allowHelpers(false);
  }

  @AfterAll
  static void withHelpers() {
    Nd4j.getEnvironment().allowHelpers(true);
  }

  @Override
  protected TrainingEngine engine() {
    return new TrainingEngine() {
      @Override
      public String device() {
        return dl4j.device();
      }

      @Override
      public Model build(ModelRequest request) {
        return dl4j.build(request, ComputePath.DEVICE);
      }
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.ablate.engine.dl4j.FastPathTest#networks")
  void agreesWithTheReference(String name, Network network) {
    ImageSubset images = TinyImages.images(23);
    try (Dl4jModel device = Networks.build(network, ComputePath.DEVICE);
        Dl4jModel exact = Networks.build(network, ComputePath.EXACT)) {
      assertThat(device.evaluate(images).loss())
          .isCloseTo(exact.evaluate(images).loss(), within(1e-5));
      for (int step = 0; step < 2; step++) {
        exact.backpropagate(images, 0, step);
        device.backpropagate(images, 0, step);
        assertThat(device.takeTrainMetrics().loss())
            .isCloseTo(exact.takeTrainMetrics().loss(), within(1e-5));
        FastPathTest.assertClose(device.gradients(), exact.gradients(), 1e-4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void lossAndAccuracyAreThoseOfTheDefinition(Loss loss) {
    ImageSubset images = TinyImages.images(23);
    Network network = Networks.of(loss, conv(5, 3, 1, Padding.SAME), relu(), maximum(), dense(6));
    try (Dl4jModel device = Networks.build(network, ComputePath.DEVICE);
        Dl4jModel exact = Networks.build(network, ComputePath.EXACT)) {
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

  @Test
  void batchesCutOnTheDeviceAreThoseWrittenInJava() {
    ImageSubset all = TinyImages.images(40);
    Normalisation normalisation = Normalisation.of(new double[] {0.2, 0.7}, new double[] {0.5, 2});
    ImageSubset shuffled =
        ImageSubset.of(all.part(), new int[] {7, 39, 0, 12, 12, 31, 5}, normalisation);
    ResidentImages resident = new ResidentImages();
    DeviceImageFeed device = new DeviceImageFeed(TinyImages.SHAPE, TinyImages.CLASSES, resident);
    ImageBatches java = new ImageBatches(TinyImages.SHAPE, DataType.FLOAT);

    for (ImageSubset batch : new ImageSubset[] {shuffled, shuffled.slice(2, 3), all}) {
      assertThat(device.images(batch)).isEqualTo(java.images(batch));
      INDArray labels = device.labels(batch);
      for (int i = 0; i < batch.count(); i++) {
        assertThat(labels.getRow(i).argMax().getInt(0)).isEqualTo(batch.label(i));
      }
    }
    assertThat(resident.of(all.part())).isSameAs(resident.of(shuffled.part()));
  }

  @Test
  void augmentedBatchesAreThoseWrittenInJava() {
    ImageSubset batch =
        TinyImages.images(9)
            .augmented(
                new Augmentation(new AugmentationSpec(true, 1, 0, 2), TinyImages.SHAPE, 3, 1));

    INDArray cut =
        new DeviceImageFeed(TinyImages.SHAPE, TinyImages.CLASSES, new ResidentImages())
            .images(batch);

    assertThat(cut).isEqualTo(new ImageBatches(TinyImages.SHAPE, DataType.FLOAT).images(batch));
  }

  @Test
  void arraysAreCopiedByEveryBackendsWays() {
    INDArray target = Nd4j.create(DataType.FLOAT, 2, 3);

    NativeArrays.assign(new float[] {1, 2, 3, 4, 5, 6, 99}, 6, target);

    assertThat(target.getFloat(1, 0)).isEqualTo(4);
    assertThat(NativeArrays.copy(target)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(NativeArrays.copy(target.transpose())).containsExactly(1, 4, 2, 5, 3, 6);
  }
}
