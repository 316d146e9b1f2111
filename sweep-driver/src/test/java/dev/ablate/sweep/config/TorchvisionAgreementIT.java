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
import dev.ablate.tensor.SafetensorsWriter;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StartSpec.Head;
import dev.ablate.training.TensorRule;
import dev.ablate.training.TrainingSpec;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  private List<List<String>> fixture;
  private Network network;

  @BeforeEach
  void read() throws Exception {
    try (InputStream in = resource("torchvision-resnet18.tsv")) {
      fixture =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> List.of(line.split("\t")))
              .toList();
    }
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
        new DataInputStream(new GZIPInputStream(resource("torchvision-resnet18-logits.gz")))) {
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
    List<String> losses = fixture.get(fixture.size() - 1);
    ImageSubset images = images(2000, TRAINED, TRAINED_SIDE);
    try (Model model = model(TRAINED_SIDE)) {
      for (int step = 0; step < losses.size() - 1; step++) {
        model.train(images.slice(step * BATCH % TRAINED, BATCH), RATE, 0, step);
        assertThat(model.takeTrainMetrics().loss())
            .as("step %d", step)
            .isCloseTo(Double.parseDouble(losses.get(step + 1)), within(1e-3));
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
    model.readWeights(new NamedParameters(network, image).weights(safetensors(), start));
    return model;
  }

  private Safetensors safetensors() throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    for (List<String> line : fixture.subList(0, fixture.size() - 1)) {
      List<Long> shape = line.stream().skip(2).map(Long::valueOf).toList();
      writer.add(line.get(0), shape, weights(line.get(0), shape, Long.parseLong(line.get(1))));
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    writer.write(file, Map.of());
    return Safetensors.read(file.toByteArray());
  }

  private static double[] weights(String name, List<Long> shape, long number) {
    int count = Math.toIntExact(shape.stream().reduce(1L, (product, side) -> product * side));
    double[] drawn = draws(number, count);
    double bound = Math.sqrt(6.0 * shape.get(0) / count);
    boolean matrix = shape.size() > 1;
    for (int i = 0; i < count; i++) {
      if (matrix) {
        drawn[i] = (2 * drawn[i] - 1) * bound;
      } else if (name.endsWith("running_var")) {
        drawn[i] = 1 + drawn[i];
      } else if (name.endsWith("weight")) {
        drawn[i] = 0.4 + 0.5 * drawn[i];
      } else {
        drawn[i] = 0.2 * drawn[i] - 0.1;
      }
    }
    return drawn;
  }

  private static ImageSubset images(long number, int count, int side) {
    double[] drawn = draws(number, count * 3 * side * side);
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

  /** Numbers of [0, 1) with 24 bits: the finaliser of SplitMix64. */
  private static double[] draws(long number, int count) {
    double[] drawn = new double[count];
    for (int i = 0; i < count; i++) {
      long z = ((number << 40) + i + 1) * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      drawn[i] = ((z ^ (z >>> 31)) >>> 40) / (double) (1 << 24);
    }
    return drawn;
  }

  private static InputStream resource(String name) {
    return TorchvisionAgreementIT.class.getResourceAsStream(name);
  }
}
