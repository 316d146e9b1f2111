package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.definition.NamedParameters;
import dev.ablate.model.Network;
import dev.ablate.model.Shape;
import dev.ablate.tensor.Safetensors;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StartSpec.Head;
import dev.ablate.training.TensorRule;
import dev.ablate.training.TrainingSpec;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network {@code resnet-18} with weights of torchvision's names is torchvision's ResNet-18. The
 * fixture is made by {@code src/reference/make-torchvision-resnet18.py}, whose formulas are here
 * again.
 */
final class TorchvisionAgreementIT {

  private static final int CLASSES = 1000;
  private static final int IMAGES = 32;
  private static final int SIDE = 224;
  private static final int BATCH = 8;
  private static final int TRAINED = 16;
  private static final int TRAINED_SIDE = 64;
  private static final double RATE = 1e-4;

  @TempDir Path folder;
  private Network network;

  @BeforeEach
  void read() throws Exception {
    network =
        new Written(folder)
            .sweep("sweep.network { include \"resnet-18\" }\n")
            .network()
            .network(CLASSES);
  }

  @Test
  void predictsTheSame() throws IOException {
    double[] wanted = new double[IMAGES * CLASSES];
    try (DataInputStream in =
        new DataInputStream(
            new GZIPInputStream(TorchvisionResNet18.resource("torchvision-resnet18-logits.gz")))) {
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = in.readFloat();
      }
    }
    try (Model model = model(SIDE)) {
      float[][] shares = model.predict(images(1000, IMAGES, SIDE));
      for (int image = 0; image < IMAGES; image++) {
        double[] logits =
            centred(IntStream.range(0, CLASSES).mapToDouble(logarithms(shares[image])));
        double[] reference = centred(Arrays.stream(wanted, image * CLASSES, (image + 1) * CLASSES));
        assertThat(logits).as("image %d", image).containsExactly(reference, within(1e-4));
      }
    }
  }

  @Test
  void tunesTheSame() throws IOException {
    List<Double> losses = TorchvisionResNet18.losses();
    ImageSubset images = images(2000, TRAINED, TRAINED_SIDE);
    try (Model model = model(TRAINED_SIDE)) {
      for (int step = 0; step < losses.size(); step++) {
        model.train(images.slice(step * BATCH % TRAINED, BATCH), RATE, 0, step);
        assertThat(model.takeTrainMetrics().loss())
            .as("step %d", step)
            .isCloseTo(losses.get(step), within(1e-3));
      }
    }
  }

  /** Shares are known as floats; a softmax leaves open what all of an image's logits share. */
  private static IntToDoubleFunction logarithms(float[] shares) {
    return label -> Math.log(shares[label]);
  }

  private static double[] centred(DoubleStream values) {
    double[] array = values.toArray();
    double mean = Arrays.stream(array).average().orElseThrow();
    return Arrays.stream(array).map(value -> value - mean).toArray();
  }

  private Model model(int side) throws IOException {
    Shape image = new Shape(3, side, side);
    TrainingSpec training =
        new TrainingSpec(
            1,
            0,
            BATCH,
            0,
            OptimizerSpec.of(OptimizerName.MOMENTUM, RATE),
            ScheduleSpec.CONSTANT,
            0,
            null,
            null);
    StartSpec start =
        new StartSpec("resnet18", null, Head.STORED, List.of(TensorRule.of("torchvision")));
    Model model =
        Engines.open("dl4j", new EngineSettings(1))
            .build(new ModelRequest(network, image, CLASSES, training, 1));
    model.readWeights(
        new NamedParameters(network, image)
            .weights(Safetensors.read(TorchvisionResNet18.safetensors()), start));
    return model;
  }

  private static ImageSubset images(long number, int count, int side) {
    double[] drawn = TorchvisionResNet18.draws(number, count * 3 * side * side);
    byte[] pixels = new byte[drawn.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (int) (drawn[i] * 256);
    }
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (37 * i);
    }
    return ImageSubset.of(
        new ImageDataset.Part(pixels, labels),
        IntStream.range(0, count).toArray(),
        Normalisation.of(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225}));
  }
}
