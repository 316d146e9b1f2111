package dev.ablate.engine.definition;

import dev.ablate.model.Initializer;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.RecurrentSpec.Cell;
import dev.ablate.spec.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * Draws the parameters a network begins with. Each array of a layer has a generator of its own, by
 * the layer's name: two networks that share a layer of one name and shape begin with the same
 * weights there, whatever else they hold. Replicates of an ablation so differ in what is ablated
 * alone.
 */
public final class InitialWeights {

  /** The forget gate's place among an LSTM's gates. */
  public static final int LSTM_FORGET = 1;

  private static final double FIXED_SCALE = 0.05;

  private InitialWeights() {}

  /** The flat vector of all parameters, in the order of the layout. */
  public static double[] draw(Network network, ParameterLayout layout, long seed) {
    Map<String, Layer> layers =
        network.layers().stream().collect(Collectors.toMap(NamedLayer::name, NamedLayer::layer));
    long count = layout.segments().stream().mapToLong(ParameterLayout.Segment::length).sum();
    double[] flat = new double[Math.toIntExact(count)];
    Map<String, Integer> drawn = new HashMap<>();
    for (ParameterLayout.Segment segment : layout.segments()) {
      Layer layer = layers.get(segment.layer());
      DoubleSupplier value =
          switch (segment.kind()) {
            case WEIGHT ->
                weights(
                    layer,
                    segment.shape(),
                    Seeds.random(
                        seed,
                        Seeds.Purpose.INITIAL_WEIGHTS,
                        segment.layer(),
                        drawn.merge(segment.layer(), 1, Integer::sum)));
            case SCALE, VARIANCE -> () -> 1;
            case BIAS -> biases(layer);
            case SHIFT, MEAN -> () -> 0;
          };
      int from = Math.toIntExact(segment.offset());
      for (int i = 0; i < segment.length(); i++) {
        flat[from + i] = value.getAsDouble();
      }
    }
    return flat;
  }

  private static DoubleSupplier weights(Layer layer, List<Long> shape, SplittableRandom random) {
    if (layer instanceof Layer.Convolution conv) {
      double taps = (double) conv.kernel() * conv.kernel();
      return distribution(conv.initializer(), shape.get(1) * taps, shape.get(0) * taps, random);
    } else if (layer instanceof Layer.Dense dense) {
      return distribution(dense.initializer(), shape.get(0), shape.get(1), random);
    } else if (layer instanceof Layer.Recurrent recurrent) {
      return distribution(recurrent.initializer(), shape.get(0), recurrent.units(), random);
    }
    throw new IllegalStateException("no weights in " + layer.getClass());
  }

  private static DoubleSupplier biases(Layer layer) {
    if (!(layer instanceof Layer.Recurrent recurrent && recurrent.cell() == Cell.LSTM)) {
      return () -> 0;
    }
    AtomicInteger drawn = new AtomicInteger();
    return () -> drawn.getAndIncrement() / recurrent.units() == LSTM_FORGET ? 1 : 0;
  }

  private static DoubleSupplier distribution(
      Initializer initializer, double fanIn, double fanOut, SplittableRandom random) {
    return switch (initializer) {
      case XAVIER_UNIFORM -> uniform(2 / (fanIn + fanOut), random);
      case XAVIER_NORMAL -> normal(2 / (fanIn + fanOut), random);
      case HE_UNIFORM -> uniform(2 / fanIn, random);
      case HE_NORMAL -> normal(2 / fanIn, random);
      case LECUN_UNIFORM -> uniform(1 / fanIn, random);
      case LECUN_NORMAL -> normal(1 / fanIn, random);
      case UNIFORM -> uniform(FIXED_SCALE * FIXED_SCALE / 3, random);
      case NORMAL -> normal(FIXED_SCALE * FIXED_SCALE, random);
      case CONSTANT -> () -> FIXED_SCALE;
    };
  }

  private static DoubleSupplier uniform(double variance, SplittableRandom random) {
    double bound = Math.sqrt(3 * variance);
    return () -> (2 * random.nextDouble() - 1) * bound;
  }

  /** Box and Muller's transform; Java's own normal draws are free to change between versions. */
  private static DoubleSupplier normal(double variance, SplittableRandom random) {
    double deviation = Math.sqrt(variance);
    return () ->
        deviation
            * StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()))
            * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
