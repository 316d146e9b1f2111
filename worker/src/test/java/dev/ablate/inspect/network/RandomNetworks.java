package dev.ablate.inspect.network;

import dev.ablate.engine.ParameterArray;
import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Initializer;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.RecurrentSpec;
import dev.ablate.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Networks for tests, written briefly, with random parameters. */
public final class RandomNetworks {

  private static final Initializer INITIALIZER = Initializer.XAVIER_UNIFORM;

  private RandomNetworks() {}

  public static Layer conv(int filters, int kernel, int stride, Padding padding, int dilation) {
    return new Layer.Convolution(filters, kernel, stride, padding, dilation, true, INITIALIZER);
  }

  public static Layer conv(int filters, int kernel) {
    return conv(filters, kernel, 1, Padding.SAME, 1);
  }

  public static Layer pool(PoolSpec.Kind kind, int size, int stride, Padding padding) {
    return new Layer.Pooling(kind, size, stride, padding);
  }

  public static Layer maximum() {
    return pool(PoolSpec.Kind.MAX, 2, 2, Padding.VALID);
  }

  public static Layer function(ActivationFunction function) {
    return new Layer.Activation(function);
  }

  public static Layer relu() {
    return function(ActivationFunction.RELU);
  }

  public static Layer dense(int units) {
    return new Layer.Dense(units, true, INITIALIZER);
  }

  public static Layer recurrent(RecurrentSpec.Cell cell, int units, boolean everyStep) {
    return new Layer.Recurrent(cell, units, everyStep, INITIALIZER);
  }

  /** The layers as they are, named layer0, layer1, ... */
  public static Network of(Layer... layers) {
    List<NamedLayer> named = new ArrayList<>();
    for (Layer layer : layers) {
      named.add(new NamedLayer("layer" + named.size(), layer));
    }
    return new Network(named, Loss.CROSS_ENTROPY);
  }

  /** With parameters drawn by a seed; all weights positive if asked, and then no biases. */
  public static UnfusedNetwork open(Network network, Shape input, long seed, boolean positive) {
    return new UnfusedNetwork(
        network, input, parameters(network, input, seed, positive), Convolvers.EXACT);
  }

  public static Parameters parameters(Network network, Shape input, long seed, boolean positive) {
    Random random = new Random(seed);
    List<ParameterArray> arrays = new ArrayList<>();
    for (LayerSummary layer : NetworkSummary.of(network, input).layers()) {
      Layer kind = network.layers().get(layer.index()).layer();
      String name = layer.name();
      int channels = layer.output().channels();
      if (kind instanceof Layer.Convolution conv) {
        int taps = conv.kernel() * conv.kernel() * layer.input().channels();
        arrays.add(array(name, Role.WEIGHT, channels * taps, random, positive, 1));
        arrays.add(array(name, Role.BIAS, channels, random, positive, positive ? 0 : 0.3));
      } else if (kind instanceof Layer.Dense) {
        int inputs = (int) layer.input().size();
        arrays.add(array(name, Role.WEIGHT, channels * inputs, random, positive, 1));
        arrays.add(array(name, Role.BIAS, channels, random, positive, positive ? 0 : 0.3));
      } else if (kind instanceof Layer.BatchNormalization) {
        arrays.add(array(name, Role.SCALE, channels, random, true, 1));
        arrays.add(array(name, Role.SHIFT, channels, random, positive, 0.5));
        arrays.add(array(name, Role.MEAN, channels, random, positive, 0.5));
        arrays.add(array(name, Role.VARIANCE, channels, random, true, 1));
      }
    }
    return Parameters.of(arrays);
  }

  private static ParameterArray array(
      String layer, Role role, int length, Random random, boolean positive, double scale) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      double value = scale * random.nextGaussian();
      values[i] = positive ? Math.abs(value) + 0.01 * Math.signum(scale) : value;
    }
    return new ParameterArray(layer, role, values);
  }

  /** Images of noise. */
  public static Maps noise(Shape shape, int count, long seed) {
    Maps maps = Maps.zeros(shape, count);
    Random random = new Random(seed);
    for (int i = 0; i < maps.values().length; i++) {
      maps.values()[i] = random.nextGaussian();
    }
    return maps;
  }

  /** Stacks of one to four sliding layers that fit images of 12 by 13 pixels. */
  public static Arbitrary<List<Layer>> slidingStacks() {
    Arbitrary<Padding> paddings =
        Arbitraries.of(Padding.VALID, Padding.SAME, Padding.of("1"), Padding.of("2"));
    Arbitrary<Layer> convolutions =
        Combinators.combine(
                Arbitraries.integers().between(1, 4),
                Arbitraries.integers().between(1, 3),
                paddings,
                Arbitraries.integers().between(1, 2))
            .as((kernel, stride, padding, dilation) -> conv(2, kernel, stride, padding, dilation));
    Arbitrary<Layer> pools =
        Combinators.combine(
                Arbitraries.of(PoolSpec.Kind.MAX, PoolSpec.Kind.AVERAGE),
                Arbitraries.integers().between(2, 3),
                Arbitraries.integers().between(1, 3),
                Arbitraries.of(Padding.VALID, Padding.SAME, Padding.of("1")))
            .as(RandomNetworks::pool);
    return Arbitraries.oneOf(convolutions, pools).list().ofMinSize(1).ofMaxSize(4);
  }
}
