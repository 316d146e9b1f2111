package dev.ablate.engine.cuda;

import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.model.Parameter.Kind;

/**
 * The flat vectors of a model.
 *
 * @param layout what they consist of
 * @param parameters address of all parameters
 * @param gradient address of their gradient
 * @param size numbers of each
 */
record Vectors(ParameterLayout layout, long parameters, long gradient, int size) {

  static Vectors of(ParameterLayout layout, Arena arena) {
    long size = layout.length();
    return new Vectors(layout, arena.numbers(size), arena.numbers(size), Math.toIntExact(size));
  }

  /** A product's weights and bias. */
  Weights product(String layer) {
    return weights(layer, Kind.WEIGHT, Kind.BIAS);
  }

  /** Batch norm's scale and shift. */
  Weights scale(String layer) {
    return weights(layer, Kind.SCALE, Kind.SHIFT);
  }

  /** Batch norm's running statistics. */
  NormOperation.Running running(String layer) {
    long mean = offset(layer, Kind.MEAN);
    long variance = offset(layer, Kind.VARIANCE);
    return new NormOperation.Running(
        parameters + mean, parameters + variance, gradient + mean, gradient + variance);
  }

  private Weights weights(String layer, Kind weight, Kind bias) {
    long first = offset(layer, weight);
    long second = offset(layer, bias);
    return second < 0
        ? new Weights(parameters + first, 0, gradient + first, 0)
        : new Weights(parameters + first, parameters + second, gradient + first, gradient + second);
  }

  /** In bytes; -1 where there is no such segment. */
  private long offset(String layer, Kind kind) {
    for (Segment segment : layout.segments()) {
      if (segment.layer().equals(layer) && segment.kind() == kind) {
        return segment.offset() * Float.BYTES;
      }
    }
    return -1;
  }
}
