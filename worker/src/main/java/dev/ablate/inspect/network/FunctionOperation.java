package dev.ablate.inspect.network;

import dev.ablate.model.ActivationFunction;
import org.apache.commons.math3.special.Erf;

/** An element-wise function. */
record FunctionOperation(ActivationFunction function) implements Operation {

  private static final double RELU6_BOUND = 6;
  private static final double LEAKY_SLOPE = 0.01;
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  @Override
  public boolean staysInChannel() {
    return true;
  }

  @Override
  public Maps forward(Maps input) {
    Maps output = Maps.zeros(input.shape(), input.count());
    double[] from = input.values();
    double[] to = output.values();
    if (function == ActivationFunction.RELU) {
      for (int i = 0; i < from.length; i++) {
        to[i] = Math.max(0, from[i]);
      }
      return output;
    }
    for (int i = 0; i < from.length; i++) {
      to[i] = value(from[i]);
    }
    return output;
  }

  @Override
  public Maps backward(Maps input, Maps output, Maps gradient, BackwardRule rule) {
    Maps back = Maps.zeros(input.shape(), input.count());
    for (int i = 0; i < back.values().length; i++) {
      double x = input.values()[i];
      double incoming = gradient.values()[i];
      back.values()[i] =
          function == ActivationFunction.RELU
              ? throughRelu(x, incoming, rule)
              : incoming * slope(x, output.values()[i]);
    }
    return back;
  }

  private static double throughRelu(double x, double incoming, BackwardRule rule) {
    boolean passes =
        switch (rule) {
          case GRADIENT -> x > 0;
          case GUIDED -> x > 0 && incoming > 0;
          case DECONVOLUTION -> incoming > 0;
        };
    return passes ? incoming : 0;
  }

  private double value(double x) {
    return switch (function) {
      case IDENTITY -> x;
      case RELU -> Math.max(0, x);
      case RELU6 -> Math.min(Math.max(0, x), RELU6_BOUND);
      case LEAKY_RELU -> x > 0 ? x : LEAKY_SLOPE * x;
      case ELU -> x > 0 ? x : Math.expm1(x);
      case SELU -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x));
      case GELU -> x * distribution(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> sigmoid(x);
      case SOFTMAX -> throw new IllegalStateException("softmax goes over channels");
    };
  }

  private double slope(double x, double y) {
    return switch (function) {
      case IDENTITY -> 1;
      case RELU -> x > 0 ? 1 : 0;
      case RELU6 -> x > 0 && x < RELU6_BOUND ? 1 : 0;
      case LEAKY_RELU -> x > 0 ? 1 : LEAKY_SLOPE;
      case ELU -> x > 0 ? 1 : y + 1;
      case SELU -> x > 0 ? SELU_SCALE : y + SELU_SCALE * SELU_ALPHA;
      case GELU -> distribution(x) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      case TANH -> 1 - y * y;
      case SIGMOID -> y * (1 - y);
      case SOFTMAX -> throw new IllegalStateException("softmax goes over channels");
    };
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Of a standard normal variable. */
  private static double distribution(double x) {
    return (1 + Erf.erf(x / Math.sqrt(2))) / 2;
  }
}
