package dev.ablate.engine.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.Initializer;
import dev.ablate.model.Layer;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Padding;
import dev.ablate.model.Parameter.Kind;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.RecurrentSpec.Cell;
import dev.ablate.model.Shape;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Losses of 50 steps against PyTorch's: same initial weights, images and settings. The fixture is
 * made by {@code src/reference/make-pytorch-losses.py}, which see for the network.
 */
class PyTorchAgreementIT {

  private static final int BATCH = 16;
  private static final int IMAGES = 320;
  private static final Shape SHAPE = new Shape(1, 28, 28);
  private static final int CLASSES = 10;

  /** One line of the fixture. */
  record Reference(String name, List<Double> losses) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Reference> references() throws IOException {
    try (InputStream in = PyTorchAgreementIT.class.getResourceAsStream("pytorch-losses.tsv");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.split("\t"))
          .map(
              fields ->
                  new Reference(
                      fields[0], Arrays.stream(fields).skip(1).map(Double::valueOf).toList()))
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("references")
  void doublePrecisionAgreesOverFiftySteps(Reference reference) {
    double[] losses = losses(reference, ComputePath.EXACT);
    for (int step = 0; step < losses.length; step++) {
      assertThat(losses[step])
          .as("step " + step)
          .isCloseTo(reference.losses().get(step), withinPercentage(1e-4));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("references")
  void fastPathAgreesAsFarAsSinglePrecisionGoes(Reference reference) {
    double[] losses = losses(reference, ComputePath.FAST);
    for (int step = 0; step < losses.length; step++) {
      assertThat(losses[step])
          .as("step " + step)
          .isCloseTo(reference.losses().get(step), withinPercentage(step < 10 ? 1e-2 : 1));
    }
  }

  private static double[] losses(Reference reference, ComputePath path) {
    TrainingSpec training = training(reference.name());
    ModelRequest request = new ModelRequest(network(reference.name()), SHAPE, CLASSES, training, 1);
    ImageSubset images = images();
    double[] losses = new double[reference.losses().size()];
    try (Dl4jModel model = Dl4jEngine.open(new EngineSettings(1)).build(request, path)) {
      initialise(model, request.network().layers().size() == 3 ? 3 : 2);
      for (int step = 0; step < losses.length; step++) {
        model.train(
            images.slice(step * BATCH % IMAGES, BATCH),
            training.optimizer().learningRate(),
            0,
            step);
        losses[step] = model.takeTrainMetrics().loss();
      }
    }
    return losses;
  }

  private static TrainingSpec training(String name) {
    OptimizerSpec optimizer =
        switch (name) {
          case "sgd", "sgd-average-pooling" -> OptimizerSpec.of(OptimizerName.SGD, 0.05);
          case "momentum" -> OptimizerSpec.of(OptimizerName.MOMENTUM, 0.01);
          case "nesterov" -> OptimizerSpec.of(OptimizerName.NESTEROV, 0.01);
          case "adam-lstm", "adam-gru", "adam-rnn" -> OptimizerSpec.of(OptimizerName.ADAM, 5e-3);
          case "adam", "adam-l2" -> OptimizerSpec.of(OptimizerName.ADAM, 1e-3);
          case "adamw" ->
              new OptimizerSpec(OptimizerName.ADAMW, 1e-3, null, null, null, null, null, 0.1);
          case "amsgrad" -> OptimizerSpec.of(OptimizerName.AMSGRAD, 1e-3);
          case "adamax" -> OptimizerSpec.of(OptimizerName.ADAMAX, 2e-3);
          case "nadam" -> OptimizerSpec.of(OptimizerName.NADAM, 1e-3);
          case "rmsprop" -> OptimizerSpec.of(OptimizerName.RMSPROP, 1e-3);
          case "rmsprop-momentum" ->
              new OptimizerSpec(OptimizerName.RMSPROP, 1e-4, 0.75, null, null, null, null, null);
          case "adagrad" -> OptimizerSpec.of(OptimizerName.ADAGRAD, 1e-2);
          case "adadelta" -> OptimizerSpec.of(OptimizerName.ADADELTA, 1);
          default -> throw new IllegalStateException("no settings for " + name);
        };
    double l2 = name.equals("adam-l2") ? 0.1 : 0;
    return new TrainingSpec(1, 0, BATCH, 0, optimizer, ScheduleSpec.CONSTANT, l2, null, null);
  }

  private static Network network(String name) {
    return switch (name) {
      case "adam-lstm" -> recurrent(Cell.LSTM);
      case "adam-gru" -> recurrent(Cell.GRU);
      case "adam-rnn" -> recurrent(Cell.SIMPLE);
      default ->
          convolutional(name.contains("average") ? PoolSpec.Kind.AVERAGE : PoolSpec.Kind.MAX);
    };
  }

  private static Network recurrent(Cell cell) {
    return network(
        List.of(
            Networks.recurrent(cell, 12, true),
            Networks.recurrent(cell, 12, false),
            new Layer.Dense(CLASSES, true, Initializer.XAVIER_UNIFORM)));
  }

  private static Network convolutional(PoolSpec.Kind kind) {
    return network(
        List.of(
            Networks.conv(6, 5, 2, new Padding(Padding.Kind.EXPLICIT, 1)),
            Networks.norm(),
            Networks.relu(),
            Networks.pool(kind, 2, 2, Padding.VALID),
            Networks.dense(20),
            Networks.relu(),
            new Layer.Dense(CLASSES, true, Initializer.XAVIER_UNIFORM)));
  }

  private static Network network(List<Layer> layers) {
    return new Network(
        IntStream.range(0, layers.size())
            .mapToObj(i -> new NamedLayer(Integer.toString(i), layers.get(i)))
            .toList(),
        Loss.CROSS_ENTROPY);
  }

  /** The script's formula; PyTorch's weights lie in memory as the engine's do. */
  private static void initialise(Dl4jModel model, int arraysOfLayer) {
    Map<String, Integer> weights = new HashMap<>();
    for (Segment segment : model.layout().segments()) {
      if (segment.kind() == Kind.WEIGHT || segment.kind() == Kind.BIAS) {
        // The bias counts last, wherever it lies.
        int array =
            segment.kind() == Kind.WEIGHT
                ? weights.merge(segment.layer(), 1, Integer::sum) - 1
                : arraysOfLayer - 1;
        long number = (long) arraysOfLayer * Integer.parseInt(segment.layer()) + array;
        INDArray values = NativeArrays.view(segment, model.parameters());
        for (long i = 0; i < segment.length(); i++) {
          long drawn = (i * 7919 + number * 104729) % 10007;
          values.putScalar(
              i, (drawn / 10007.0 - 0.5) * (segment.kind() == Kind.WEIGHT ? 0.2 : 0.02));
        }
      }
    }
  }

  private static ImageSubset images() {
    byte[] pixels = sample("t10k-images-idx3-ubyte.gz", 16, Math.toIntExact(IMAGES * SHAPE.size()));
    byte[] labels = sample("t10k-labels-idx1-ubyte.gz", 8, IMAGES);
    return ImageSubset.of(
        new ImageDataset.Part(pixels, labels),
        IntStream.range(0, IMAGES).toArray(),
        Normalisation.of(new double[1], new double[] {1}));
  }

  private static byte[] sample(String file, int header, int count) {
    try (InputStream in =
        new GZIPInputStream(
            ImageDataset.class.getResourceAsStream("fashion-mnist-sample/" + file))) {
      in.skipNBytes(header);
      return in.readNBytes(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
