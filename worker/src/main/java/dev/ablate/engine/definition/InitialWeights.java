package dev.ablate.engine.definition;

import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.model.Parameter;
import dev.ablate.spec.Seeds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Draws the parameters a network begins with. Each array of a layer has a generator of its own, by
 * the layer's name: two networks that share a layer of one name and shape begin with the same
 * weights there, whatever else they hold. Replicates of an ablation so differ in what is ablated
 * alone.
 */
public final class InitialWeights {

  private static final double FIXED_SCALE = 0.05;

  private InitialWeights() {}

  /** The flat vector of all parameters, in the order of the layout. */
  public static double[] draw(ParameterLayout layout, long seed) {
    double[] flat = new double[Math.toIntExact(layout.length())];
    Map<String, Integer> drawn = new HashMap<>();
    for (Segment segment : layout.segments()) {
      int from = Math.toIntExact(segment.offset());
      int to = from + Math.toIntExact(segment.length());
      if (segment.parameter().start() instanceof Parameter.Drawn draws) {
        String layer = segment.layer();
        int array = drawn.merge(layer, 1, Integer::sum);
        DoubleSupplier values =
            distribution(draws, Seeds.random(seed, Seeds.Purpose.INITIAL_WEIGHTS, layer, array));
        for (int i = from; i < to; i++) {
          flat[i] = values.getAsDouble();
        }
      } else if (segment.parameter().start() instanceof Parameter.Ones ones) {
        Arrays.fill(flat, from + (int) ones.from(), from + (int) ones.to(), 1);
      }
    }
    return flat;
  }

  private static DoubleSupplier distribution(Parameter.Drawn draws, SplittableRandom random) {
    double fanIn = draws.fanIn();
    double fanOut = draws.fanOut();
    return switch (draws.initializer()) {
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
