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
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Shape;
import dev.ablate.tensor.Safetensors;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StartSpec.Head;
import dev.ablate.training.TensorRule;
import dev.ablate.training.TrainingSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Networks with weights of torchvision's are torchvision's. The fixtures are made by {@code
 * src/reference/make-torchvision.py}, whose formulas are here again.
 */
final class TorchvisionAgreementIT {

  private static final int CLASSES = 1000;
  private static final int BATCH = 8;
  private static final int TRAINED = 16;
  private static final int TRAINED_SIDE = 64;

  @TempDir Path folder;
  private Network network;

  @ParameterizedTest
  @CsvSource({"resnet-18, resnet18, 32, 224", "mobilenet-v2, mobilenet_v2, 4, 96"})
  void predictsTheSame(String name, TorchvisionNetwork theirs, int count, int side)
      throws Exception {
    read(name);
    double[] wanted = theirs.logits(count * CLASSES);
    try (Model model = model(theirs, side)) {
      float[][] shares = model.predict(images(1000, count, side));
      for (int image = 0; image < count; image++) {
        double[] logits =
            centred(IntStream.range(0, CLASSES).mapToDouble(logarithms(shares[image])));
        double[] reference = centred(Arrays.stream(wanted, image * CLASSES, (image + 1) * CLASSES));
        assertThat(logits).as("image %d", image).containsExactly(reference, within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"resnet-18, resnet18, 1e-4", "mobilenet-v2, mobilenet_v2, 1e-5"})
  void tunesTheSame(String name, TorchvisionNetwork theirs, double rate) throws Exception {
    read(name);
    List<Double> losses = theirs.losses();
    ImageSubset images = images(2000, TRAINED, TRAINED_SIDE);
    try (Model model = model(theirs, TRAINED_SIDE)) {
      for (int step = 0; step < losses.size(); step++) {
        model.train(images.slice(step * BATCH % TRAINED, BATCH), rate, 0, step);
        assertThat(model.takeTrainMetrics().loss())
            .as("step %d", step)
            .isCloseTo(losses.get(step), within(1e-3));
      }
    }
  }

  /** Without dropout, whose draws are nobody else's. */
  private void read(String name) throws Exception {
    Network whole =
        new Written(folder)
            .sweep("sweep.network { include \"" + name + "\" }\n")
            .network()
            .network(CLASSES);
    network =
        new Network(
            whole.layers().stream()
                .filter(layer -> !(layer.layer() instanceof Layer.Dropout))
                .toList(),
            whole.loss());
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

  private Model model(TorchvisionNetwork theirs, int side) throws IOException {
    Shape image = new Shape(3, side, side);
    TrainingSpec training =
        new TrainingSpec(
            1,
            0,
            BATCH,
            0,
            OptimizerSpec.of(OptimizerName.MOMENTUM, 1),
            ScheduleSpec.CONSTANT,
            0,
            null,
            null);
    boolean residual = theirs.name().startsWith("resnet");
    StartSpec start =
        new StartSpec(
            theirs.name(),
            null,
            Head.STORED,
            residual ? List.of(TensorRule.of("torchvision")) : List.of());
    byte[] weights = residual ? theirs.safetensors() : theirs.safetensors(names());
    Model model =
        Engines.open("dl4j", new EngineSettings(1))
            .build(new ModelRequest(network, image, CLASSES, training, 1));
    model.readWeights(
        new NamedParameters(network, image).weights(Safetensors.read(weights), start));
    return model;
  }

  /** Of tensors in torchvision's order, which is that of the layers where nothing branches. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (NamedLayer named : network.layers()) {
      if (named.layer() instanceof Layer.Convolution) {
        names.add(named.name() + ".weight");
      } else if (named.layer() instanceof Layer.BatchNormalization) {
        for (String array : List.of("weight", "bias", "running_mean", "running_var")) {
          names.add(named.name() + "." + array);
        }
      } else if (named.layer() instanceof Layer.Dense) {
        names.add(named.name() + ".weight");
        names.add(named.name() + ".bias");
      }
    }
    return names;
  }

  private static ImageSubset images(long number, int count, int side) {
    double[] drawn = TorchvisionNetwork.draws(number, count * 3 * side * side);
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
