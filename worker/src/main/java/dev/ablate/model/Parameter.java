package dev.ablate.model;

import java.util.Arrays;
import java.util.List;

/**
 * One array of a layer's parameters.
 *
 * @param kind what it is to the optimizer
 * @param shape as the flat vectors have it: {@code [filters, channels, kernel, kernel]}; of
 *     products {@code [in, out]}, each output's weights side by side
 * @param start what it begins with
 */
public record Parameter(Kind kind, List<Long> shape, Start start) {

  /** What a parameter is to the optimizer. */
  public enum Kind {
    WEIGHT,
    BIAS,
    /** Batch norm's gamma. */
    SCALE,
    /** Batch norm's beta. */
    SHIFT,
    /** A running mean: not trained; its "gradient" is what is to be taken from it. */
    MEAN,
    /** A running variance, as {@link #MEAN}. */
    VARIANCE;

    /** Whether the optimizer changes it. */
    public boolean trained() {
      return this != MEAN && this != VARIANCE;
    }
  }

  /** What an array begins with. */
  public sealed interface Start {}

  /**
   * Draws.
   *
   * @param fanIn numbers that go into one output
   * @param fanOut outputs that one number goes into
   */
  public record Drawn(Initializer initializer, double fanIn, double fanOut) implements Start {}

  /** Ones from a number on up to another, zeros elsewhere. */
  public record Ones(long from, long to) implements Start {}

  public Parameter {
    shape = List.copyOf(shape);
  }

  /** Weights that are drawn. */
  static Parameter weights(Drawn start, long... shape) {
    return new Parameter(Kind.WEIGHT, Arrays.stream(shape).boxed().toList(), start);
  }

  /** A vector of zeros. */
  static Parameter zeros(Kind kind, long length) {
    return new Parameter(kind, List.of(length), new Ones(0, 0));
  }

  /** A vector of ones. */
  static Parameter ones(Kind kind, long length) {
    return new Parameter(kind, List.of(length), new Ones(0, length));
  }

  /** How many numbers. */
  public long length() {
    return shape.stream().reduce(1L, (product, side) -> product * side);
  }
}
