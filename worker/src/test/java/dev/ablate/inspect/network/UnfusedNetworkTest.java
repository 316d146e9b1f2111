package dev.ablate.inspect.network;

import static dev.ablate.inspect.network.RandomNetworks.conv;
import static dev.ablate.inspect.network.RandomNetworks.dense;
import static dev.ablate.inspect.network.RandomNetworks.function;
import static dev.ablate.inspect.network.RandomNetworks.maximum;
import static dev.ablate.inspect.network.RandomNetworks.pool;
import static dev.ablate.inspect.network.RandomNetworks.recurrent;
import static dev.ablate.inspect.network.RandomNetworks.relu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.inspect.network.UnfusedNetwork.Pass;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.InvalidNetworkException;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.RecurrentSpec;
import dev.ablate.model.Shape;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class UnfusedNetworkTest {

  private static final Shape INPUT = new Shape(2, 12, 13);

  static List<Network> networks() {
    return List.of(
        RandomNetworks.of(conv(3, 3), relu(), maximum(), dense(4)),
        RandomNetworks.of(
            conv(3, 5, 3, Padding.VALID, 1), relu(), conv(4, 2, 1, Padding.SAME, 2), dense(4)),
        RandomNetworks.of(
            conv(3, 4, 2, Padding.of("1"), 1),
            new Layer.BatchNormalization(),
            function(ActivationFunction.GELU),
            pool(PoolSpec.Kind.AVERAGE, 3, 2, Padding.SAME),
            new Layer.Dropout(0.5),
            dense(5),
            function(ActivationFunction.TANH),
            dense(4)),
        RandomNetworks.of(
            conv(3, 3),
            relu(),
            new Layer.BatchNormalization(),
            conv(3, 3),
            function(ActivationFunction.SELU),
            new Layer.Shortcut(2),
            function(ActivationFunction.SOFTMAX),
            new Layer.GlobalPooling(PoolSpec.Kind.AVERAGE),
            dense(4)),
        RandomNetworks.of(
            conv(3, 3),
            conv(4, 1),
            new Layer.Branch(1),
            function(ActivationFunction.TANH),
            conv(4, 3, 1, Padding.SAME, 1),
            new Layer.Shortcut(3),
            dense(4)),
        RandomNetworks.of(
            conv(3, 3),
            function(ActivationFunction.TANH),
            conv(2, 3),
            new Layer.Concatenation(2),
            function(ActivationFunction.RELU6),
            conv(2, 1),
            new Layer.Concatenation(1),
            dense(4)),
        RandomNetworks.of(
            conv(3, 1),
            function(ActivationFunction.ELU),
            function(ActivationFunction.LEAKY_RELU),
            function(ActivationFunction.SIGMOID),
            new Layer.GlobalPooling(PoolSpec.Kind.MAX),
            dense(4)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsAreThoseOfDifferences(Network network) {
    Maps images = RandomNetworks.noise(INPUT, 2, 5);
    try (UnfusedNetwork open = RandomNetworks.open(network, INPUT, 7, false)) {
      Pass pass = open.forward(images);
      Maps weights = RandomNetworks.noise(pass.scores().shape(), 2, 9);
      Maps gradient = open.backward(pass, open.depth(), weights, BackwardRule.GRADIENT)[0];
      Random random = new Random(1);
      for (int i = 0; i < 60; i++) {
        int at = random.nextInt(images.values().length);
        double step = 1e-6;
        double up = product(open.forward(moved(images, at, step)).scores(), weights);
        double down = product(open.forward(moved(images, at, -step)).scores(), weights);
        assertThat(gradient.values()[at]).isCloseTo((up - down) / (2 * step), within(2e-5));
      }
    }
  }

  private static Maps moved(Maps images, int at, double step) {
    Maps copy = images.copy();
    copy.values()[at] += step;
    return copy;
  }

  private static double product(Maps one, Maps other) {
    double sum = 0;
    for (int i = 0; i < one.values().length; i++) {
      sum += one.values()[i] * other.values()[i];
    }
    return sum;
  }

  @Provide
  Arbitrary<List<Layer>> stacks() {
    return RandomNetworks.slidingStacks();
  }

  /** Without biases a pass is linear, through the same maxima: what it gives is A x. */
  @Property(tries = 150)
  void deconvolutionIsTheAdjointOfTheForwardPass(@ForAll("stacks") List<Layer> layers) {
    Network network = RandomNetworks.of(layers.toArray(Layer[]::new));
    try {
      NetworkSummary.of(network, INPUT);
    } catch (InvalidNetworkException e) {
      Assume.that(false);
    }
    Parameters parameters = RandomNetworks.parameters(network, INPUT, 4, false);
    for (String layer : parameters.layers()) {
      double[] none = new double[parameters.get(layer, Role.BIAS).length];
      parameters = parameters.with(layer, Role.BIAS, none);
    }
    try (UnfusedNetwork open = new UnfusedNetwork(network, INPUT, parameters, Convolvers.EXACT)) {
      Maps images = RandomNetworks.noise(INPUT, 2, 5);
      Pass pass = open.forward(images);
      Maps weights = RandomNetworks.noise(pass.scores().shape(), 2, 6);
      Maps back = open.backward(pass, open.depth(), weights, BackwardRule.DECONVOLUTION)[0];
      assertThat(product(images, back)).isCloseTo(product(pass.scores(), weights), within(1e-8));
    }
  }

  @Test
  void deconvolutionGoesBackThroughTheSwitches() {
    Maps images = Maps.single(new Shape(1, 2, 4), 1, 5, 2, 0, 3, 4, 8, 7);
    Network network = RandomNetworks.of(maximum());
    try (UnfusedNetwork open = RandomNetworks.open(network, images.shape(), 1, false)) {
      Pass pass = open.forward(images);
      assertThat(pass.scores().values()).containsExactly(5, 8);
      Maps gradient = Maps.single(pass.scores().shape(), 10, 20);
      assertThat(open.backward(pass, 1, gradient, BackwardRule.DECONVOLUTION)[0].values())
          .containsExactly(0, 10, 0, 0, 0, 0, 20, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(BackwardRule.class)
  void rectifiersLetThroughWhatTheRuleSays(BackwardRule rule) {
    Maps images = Maps.single(Shape.vector(4), 1, 1, -1, -1);
    Maps gradient = Maps.single(Shape.vector(4), 2, -2, 2, -2);
    try (UnfusedNetwork open =
        RandomNetworks.open(RandomNetworks.of(relu()), images.shape(), 1, false)) {
      double[] back = open.backward(open.forward(images), 1, gradient, rule)[0].values();
      assertThat(back)
          .containsExactly(
              switch (rule) {
                case GRADIENT -> new double[] {2, -2, 0, 0};
                case GUIDED -> new double[] {2, 0, 0, 0};
                case DECONVOLUTION -> new double[] {2, 0, 2, 0};
              });
    }
  }

  @Test
  void resumedPassIsTheWholePass() {
    Network network = networks().get(3);
    Maps images = RandomNetworks.noise(INPUT, 2, 5);
    try (UnfusedNetwork open = RandomNetworks.open(network, INPUT, 7, false)) {
      Pass pass = open.forward(images);
      for (int place = 0; place < open.depth(); place++) {
        assertThat(open.resume(pass, place, pass.places()[place]).scores().values())
            .isEqualTo(pass.scores().values());
      }
    }
  }

  @Test
  void gradientsStopAtRecurrentLayersInWords() {
    Network network = RandomNetworks.of(recurrent(RecurrentSpec.Cell.LSTM, 3, false));
    Maps images = RandomNetworks.noise(new Shape(1, 4, 4), 1, 5);
    RecurrentOperation operation =
        new RecurrentOperation(
            (Layer.Recurrent) network.layers().get(0).layer(),
            new double[4 * 3 * 4],
            new double[4 * 3 * 3],
            new double[12]);
    Maps output = operation.forward(images);
    assertThatThrownBy(() -> operation.backward(images, output, output, BackwardRule.GRADIENT))
        .isInstanceOf(InspectionException.class)
        .hasMessageContaining("recurrent");
  }
}
