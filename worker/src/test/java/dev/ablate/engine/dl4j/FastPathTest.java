package dev.ablate.engine.dl4j;

import static dev.ablate.engine.dl4j.Networks.activation;
import static dev.ablate.engine.dl4j.Networks.conv;
import static dev.ablate.engine.dl4j.Networks.dense;
import static dev.ablate.engine.dl4j.Networks.dilated;
import static dev.ablate.engine.dl4j.Networks.grouped;
import static dev.ablate.engine.dl4j.Networks.maximum;
import static dev.ablate.engine.dl4j.Networks.norm;
import static dev.ablate.engine.dl4j.Networks.pool;
import static dev.ablate.engine.dl4j.Networks.projection;
import static dev.ablate.engine.dl4j.Networks.recurrent;
import static dev.ablate.engine.dl4j.Networks.relu;
import static dev.ablate.engine.dl4j.Networks.strided;
import static dev.ablate.engine.dl4j.Networks.unbiased;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerStatistics;
import dev.ablate.model.Network;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.RecurrentSpec.Cell;
import dev.ablate.training.TrainingSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The fast path computes what DL4J's own layers compute in double precision. */
class FastPathTest {

  private static final Padding ONE_PIXEL = new Padding(Padding.Kind.EXPLICIT, 1);

  static Stream<Arguments> networks() {
    return Stream.of(
        arguments("product", Networks.of()),
        arguments("two products", Networks.of(dense(9), relu())),
        arguments("conv, same", Networks.of(conv(5, 3, 1, Padding.SAME))),
        arguments("conv, relu", Networks.of(conv(5, 3, 1, Padding.VALID), relu())),
        arguments(
            "lenet",
            Networks.of(
                conv(5, 3, 1, Padding.VALID),
                relu(),
                maximum(),
                conv(6, 2, 1, Padding.VALID),
                relu(),
                maximum(),
                dense(7),
                relu())),
        arguments(
            "strides", Networks.of(conv(5, 3, 2, Padding.SAME), relu(), conv(4, 2, 2, ONE_PIXEL))),
        arguments("dilation", Networks.of(dilated(5, 3, 2), relu(), dilated(4, 2, 3))),
        arguments(
            "two groups",
            Networks.of(
                // No ReLU first: where it gives nothing but zeros, the next has no derivative.
                conv(4, 3, 1, Padding.SAME), grouped(6, 1, 1, 2), relu(), maximum())),
        arguments(
            "a filter a channel",
            Networks.of(
                conv(6, 3, 1, Padding.SAME),
                activation(ActivationFunction.RELU6),
                grouped(6, 2, 1, 6),
                activation(ActivationFunction.RELU6),
                projection(5, 1),
                norm())),
        arguments(
            "two filters a channel of the images",
            Networks.of(grouped(2 * TinyImages.SHAPE.channels(), 1, 2, 0), relu())),
        arguments(
            "overlapping pooling",
            Networks.of(
                conv(5, 3, 1, Padding.SAME),
                relu(),
                pool(PoolSpec.Kind.MAX, 3, 2, Padding.SAME),
                pool(PoolSpec.Kind.MAX, 3, 1, ONE_PIXEL))),
        arguments(
            "average pooling",
            Networks.of(
                conv(5, 3, 1, Padding.SAME),
                relu(),
                pool(PoolSpec.Kind.AVERAGE, 3, 2, Padding.SAME))),
        arguments("pooling first", Networks.of(maximum(), conv(5, 3, 1, Padding.SAME))),
        arguments(
            "global average",
            Networks.of(
                conv(5, 3, 1, Padding.SAME), new Layer.GlobalPooling(PoolSpec.Kind.AVERAGE))),
        arguments(
            "global maximum",
            Networks.of(
                conv(5, 3, 1, Padding.SAME), relu(), new Layer.GlobalPooling(PoolSpec.Kind.MAX))),
        arguments(
            "norm of images",
            Networks.of(
                // A bias here has no gradient but rounding, of which Adam makes whole steps.
                unbiased(5),
                norm(),
                relu(),
                maximum(),
                conv(4, 3, 1, Padding.SAME),
                relu(),
                maximum(),
                norm())),
        arguments(
            "norm of vectors", Networks.of(dense(7), norm(), relu(), dense(5), relu(), norm())),
        arguments("norm of pixels", Networks.of(norm(), dense(5), relu())),
        arguments("relu6", activated(ActivationFunction.RELU6)),
        arguments("leaky relu", activated(ActivationFunction.LEAKY_RELU)),
        arguments("elu", activated(ActivationFunction.ELU)),
        arguments("selu", activated(ActivationFunction.SELU)),
        arguments("gelu", activated(ActivationFunction.GELU)),
        arguments("tanh", activated(ActivationFunction.TANH)),
        arguments("sigmoid", activated(ActivationFunction.SIGMOID)),
        arguments("softmax", activated(ActivationFunction.SOFTMAX)),
        arguments(
            "residual",
            Networks.of(
                conv(5, 3, 1, Padding.SAME),
                relu(),
                unbiased(5),
                norm(),
                relu(),
                unbiased(5),
                norm(),
                new Layer.Shortcut(5),
                relu(),
                maximum())),
        arguments(
            "shortcut over relu and pooling",
            Networks.of(
                conv(5, 3, 1, Padding.SAME),
                relu(),
                new Layer.Shortcut(1),
                pool(PoolSpec.Kind.MAX, 3, 1, Padding.SAME),
                new Layer.Shortcut(1),
                dense(6),
                relu(),
                new Layer.Shortcut(1))),
        arguments(
            "residual with a projection",
            Networks.of(
                conv(5, 3, 1, Padding.SAME),
                relu(),
                projection(6, 2),
                norm(),
                new Layer.Branch(2),
                strided(6),
                norm(),
                relu(),
                unbiased(6),
                norm(),
                new Layer.Shortcut(6),
                relu(),
                unbiased(6),
                new Layer.Shortcut(1),
                relu())),
        arguments(
            "projection of what is normalised first",
            Networks.of(
                conv(5, 3, 1, Padding.SAME),
                projection(4, 1),
                new Layer.Branch(1),
                norm(),
                relu(),
                unbiased(4),
                new Layer.Dropout(0.3),
                new Layer.Shortcut(5))),
        arguments(
            "projection of the images",
            Networks.of(
                projection(4, 1),
                new Layer.Branch(1),
                relu(),
                conv(4, 3, 1, Padding.SAME),
                relu(),
                new Layer.Shortcut(4),
                dense(5))),
        arguments(
            "dense block",
            Networks.of(
                unbiased(4),
                norm(),
                relu(),
                unbiased(3),
                new Layer.Concatenation(3),
                norm(),
                relu(),
                unbiased(2),
                new Layer.Concatenation(3),
                relu(),
                maximum())),
        arguments(
            "channels behind a projection's and the images'",
            Networks.of(
                conv(5, 3, 1, Padding.SAME),
                activation(ActivationFunction.TANH),
                new Layer.Concatenation(2),
                projection(3, 2),
                new Layer.Branch(1),
                strided(4),
                new Layer.Concatenation(2),
                new Layer.Dropout(0.3))),
        arguments(
            "vectors behind each other",
            Networks.of(
                dense(5),
                activation(ActivationFunction.TANH),
                dense(3),
                new Layer.Concatenation(1),
                dense(4))),
        arguments(
            "stochastic depth",
            Networks.of(
                conv(5, 3, 1, Padding.SAME),
                activation(ActivationFunction.TANH),
                conv(5, 3, 1, Padding.SAME),
                new Layer.Dropout(0.4, true),
                new Layer.Shortcut(2),
                dense(5),
                new Layer.Dropout(0.3, true))),
        arguments("relu6 before a sum", joined(ActivationFunction.RELU6)),
        arguments("leaky relu before a sum", joined(ActivationFunction.LEAKY_RELU)),
        arguments("elu before a sum", joined(ActivationFunction.ELU)),
        arguments("selu before a sum", joined(ActivationFunction.SELU)),
        arguments("gelu before a sum", joined(ActivationFunction.GELU)),
        arguments("tanh before a sum", joined(ActivationFunction.TANH)),
        arguments("sigmoid before a sum", joined(ActivationFunction.SIGMOID)),
        arguments("softmax before a sum", joined(ActivationFunction.SOFTMAX)),
        arguments(
            "shortcut from the images",
            Networks.of(conv(2, 3, 1, Padding.SAME), relu(), new Layer.Shortcut(2), dense(5))),
        arguments("lstm", Networks.of(recurrent(Cell.LSTM, 5, false), relu())),
        arguments(
            "wide layers",
            Networks.of(recurrent(Cell.LSTM, 32, true), recurrent(Cell.GRU, 24, false))),
        arguments("gru", Networks.of(recurrent(Cell.GRU, 5, false))),
        arguments("simple recurrence", Networks.of(recurrent(Cell.SIMPLE, 5, false))),
        arguments(
            "lstm on lstm",
            Networks.of(
                recurrent(Cell.LSTM, 4, true),
                new Layer.Dropout(0.3),
                recurrent(Cell.LSTM, 5, false))),
        arguments(
            "gru between convolutions",
            Networks.of(
                conv(3, 3, 1, Padding.SAME),
                relu(),
                recurrent(Cell.GRU, 6, true),
                conv(3, 3, 1, Padding.SAME),
                recurrent(Cell.SIMPLE, 4, false))),
        arguments("recurrence of a vector", Networks.of(dense(5), recurrent(Cell.GRU, 4, false))),
        arguments("relu first", Networks.of(relu(), dense(5), relu())),
        arguments(
            "dropout",
            Networks.of(
                conv(5, 3, 1, Padding.SAME),
                new Layer.Dropout(0.4),
                dense(5),
                new Layer.Dropout(0.3))));
  }

  private static Network activated(ActivationFunction function) {
    return Networks.of(
        conv(5, 3, 1, Padding.SAME),
        activation(function),
        maximum(),
        dense(6),
        activation(function));
  }

  /** The function is the last thing before the sum, whose gradient both sides get. */
  private static Network joined(ActivationFunction function) {
    return Networks.of(
        conv(4, 3, 1, Padding.SAME),
        projection(5, 1),
        activation(function),
        new Layer.Branch(2),
        conv(5, 3, 1, Padding.SAME),
        activation(function),
        new Layer.Shortcut(3),
        dense(6));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void agreesOnForwardAndGradients(String name, Network network) {
    ImageSubset images = TinyImages.images(23);
    try (Dl4jModel fast = Networks.build(network, ComputePath.FAST);
        Dl4jModel exact = Networks.build(network, ComputePath.EXACT)) {
      float[][] wanted = exact.predict(images);
      float[][] predictions = fast.predict(images);
      for (int i = 0; i < wanted.length; i++) {
        assertThat(predictions[i]).containsExactly(wanted[i], within(1e-5f));
      }
      // Twice, as arrays are reused from step to step.
      for (int step = 0; step < 2; step++) {
        exact.backpropagate(images, 0, step);
        fast.backpropagate(images, 0, step);
        assertThat(fast.takeTrainMetrics().loss())
            .isCloseTo(exact.takeTrainMetrics().loss(), within(1e-5));
        assertClose(fast.gradients(), exact.gradients(), 1e-4);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void agreesOnWhatLayersLookLike(String name, Network network) {
    ImageSubset images = TinyImages.images(150);
    TrainingSpec training = Networks.inspected(1);
    try (Dl4jModel fast = Networks.build(network, ComputePath.FAST, training);
        Dl4jModel exact = Networks.build(network, ComputePath.EXACT, training)) {
      exact.train(images.slice(0, 16), 1e-4, 0, 0);
      fast.train(images.slice(0, 16), 1e-4, 0, 0);
      List<LayerStatistics> wanted = exact.layerStatistics(images);
      List<LayerStatistics> actual = fast.layerStatistics(images);
      assertThat(actual).hasSameSizeAs(network.layers());
      assertThat(actual)
          .usingRecursiveComparison()
          .ignoringFields("histogramCounts")
          .withComparatorForType(FastPathTest::nearly, Double.class)
          .isEqualTo(wanted);
      for (int i = 0; i < wanted.size(); i++) {
        assertThat(sum(actual.get(i))).isEqualTo(sum(wanted.get(i)));
      }
    }
  }

  private static long sum(LayerStatistics statistics) {
    return statistics.histogramCounts().stream().mapToLong(count -> count).sum();
  }

  private static int nearly(Double first, Double second) {
    return Math.abs(first - second) < 1e-2 * Math.max(1, Math.abs(second))
        ? 0
        : first.compareTo(second);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void agreesAfterTenSteps(String name, Network network) {
    ImageSubset images = TinyImages.images(32);
    try (Dl4jModel fast = Networks.build(network, ComputePath.FAST);
        Dl4jModel exact = Networks.build(network, ComputePath.EXACT)) {
      for (int step = 0; step < 10; step++) {
        exact.train(images.slice(step, 16), 1e-3, 0, step);
        fast.train(images.slice(step, 16), 1e-3, 0, step);
        assertThat(fast.takeTrainMetrics().loss())
            .isCloseTo(exact.takeTrainMetrics().loss(), within(1e-3));
      }
      assertThat(fast.evaluate(images).loss())
          .isCloseTo(exact.evaluate(images).loss(), within(1e-3));
    }
  }

  /** Compares by the largest value: single numbers near zero have no digits in common. */
  static void assertClose(INDArray actual, INDArray wanted, double tolerance) {
    double[] first = NativeArrays.read(actual);
    double[] second = NativeArrays.read(wanted);
    double largest = wanted.amaxNumber().doubleValue();
    for (int i = 0; i < first.length; i++) {
      assertThat(first[i]).as("number " + i).isCloseTo(second[i], within(tolerance * largest));
    }
  }
}
