package dev.ablate.inspect.network;

import dev.ablate.engine.Convolver;
import dev.ablate.engine.Sliding;
import dev.ablate.model.Shape;

/**
 * A convolution, or a product as a convolution over one pixel, and its adjoint: {@code <A x, y> =
 * <x, A' y>}. The adjoint is a correlation too: with the filters turned round, over the gradient
 * with {@code stride - 1} zeros between its numbers.
 */
final class LinearOperation implements Operation {

  private final Convolvers convolvers;
  private final Sliding sliding;
  private final Shape outputShape;
  private final double[] weights;
  private final double[] bias;
  private Convolver forward;
  private Convolver adjoint;
  private Convolver part;

  /**
   * With its parameters.
   *
   * @param outputShape the same numbers as {@code sliding.output()}
   * @param bias one a filter; null for none
   */
  LinearOperation(
      Convolvers convolvers, Sliding sliding, Shape outputShape, double[] weights, double[] bias) {
    if (weights.length != sliding.weights()) {
      throw new IllegalArgumentException(
          weights.length + " weights, but " + sliding.weights() + " are wanted");
    }
    this.convolvers = convolvers;
    this.sliding = sliding;
    this.outputShape = outputShape;
    this.weights = weights;
    this.bias = bias;
  }

  @Override
  public Maps forward(Maps input) {
    Maps output = product(input);
    if (bias != null) {
      int plane = output.plane();
      double[] values = output.values();
      for (int i = 0; i < values.length; i += plane) {
        double shift = bias[i / plane % bias.length];
        for (int j = i; j < i + plane; j++) {
          values[j] += shift;
        }
      }
    }
    return output;
  }

  /** The output less its bias. */
  Maps product(Maps input) {
    if (forward == null) {
      forward = convolvers.of(sliding, weights);
    }
    return run(forward, input, outputShape);
  }

  /**
   * What one channel of the input adds to the output.
   *
   * @param alone {@code [count, 1, height, width]}, that channel
   * @param channel which it is, as the layer counts its input's
   * @param of how many
   */
  Maps contribution(Maps alone, int channel, int of) {
    int width = sliding.input().channels() / of;
    double[] chosen = chosen(channel * width, width);
    if (part == null) {
      Shape in = sliding.input();
      part =
          convolvers.of(
              new Sliding(
                  new Shape(width, in.height(), in.width()),
                  sliding.output(),
                  sliding.kernel(),
                  sliding.stride(),
                  sliding.dilation(),
                  sliding.top(),
                  sliding.left()),
              chosen);
    } else {
      part.exchange(chosen);
    }
    return run(part, alone, outputShape);
  }

  /** The weights by some channels of the correlation's input. */
  private double[] chosen(int first, int count) {
    int taps = sliding.kernel() * sliding.kernel();
    int channels = sliding.input().channels();
    int filters = sliding.output().channels();
    double[] chosen = new double[filters * count * taps];
    for (int filter = 0; filter < filters; filter++) {
      System.arraycopy(
          weights, (filter * channels + first) * taps, chosen, filter * count * taps, count * taps);
    }
    return chosen;
  }

  @Override
  public Maps backward(Maps input, Maps output, Maps gradient, BackwardRule rule) {
    if (adjoint == null) {
      adjoint = convolvers.of(adjointSliding(), turned());
    }
    return run(adjoint, spread(gradient), input.shape());
  }

  private Sliding adjointSliding() {
    Shape out = sliding.output();
    int stride = sliding.stride();
    return new Sliding(
        new Shape(out.channels(), (out.height() - 1) * stride + 1, (out.width() - 1) * stride + 1),
        sliding.input(),
        sliding.kernel(),
        1,
        sliding.dilation(),
        sliding.reach() - 1 - sliding.top(),
        sliding.reach() - 1 - sliding.left());
  }

  private double[] turned() {
    int filters = sliding.output().channels();
    int channels = sliding.input().channels();
    int taps = sliding.kernel() * sliding.kernel();
    double[] turned = new double[weights.length];
    for (int filter = 0; filter < filters; filter++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int tap = 0; tap < taps; tap++) {
          turned[(channel * filters + filter) * taps + taps - 1 - tap] =
              weights[(filter * channels + channel) * taps + tap];
        }
      }
    }
    return turned;
  }

  private Maps spread(Maps gradient) {
    int stride = sliding.stride();
    if (stride == 1) {
      return gradient;
    }
    Shape from = sliding.output();
    Maps spread = Maps.zeros(adjointSliding().input(), gradient.count());
    int wide = spread.shape().width();
    double[] values = gradient.values();
    int plane = from.height() * from.width();
    for (int i = 0; i < values.length; i++) {
      int y = i % plane / from.width() * stride;
      int x = i % from.width() * stride;
      spread.values()[i / plane * spread.plane() + y * wide + x] = values[i];
    }
    return spread;
  }

  private static Maps run(Convolver convolver, Maps input, Shape shape) {
    Maps output = Maps.zeros(shape, input.count());
    if (input.count() <= convolver.batch()) {
      convolver.run(input.values(), input.count(), output.values());
      return output;
    }
    for (int from = 0; from < input.count(); from += convolver.batch()) {
      int count = Math.min(convolver.batch(), input.count() - from);
      Maps part = Maps.zeros(shape, count);
      convolver.run(input.slice(from, count).values(), count, part.values());
      System.arraycopy(
          part.values(), 0, output.values(), from * output.size(), part.values().length);
    }
    return output;
  }

  @Override
  public void close() {
    for (Convolver convolver : new Convolver[] {forward, adjoint, part}) {
      if (convolver != null) {
        convolver.close();
      }
    }
  }
}
