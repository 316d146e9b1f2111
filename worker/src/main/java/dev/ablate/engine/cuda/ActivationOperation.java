package dev.ablate.engine.cuda;

import dev.ablate.model.ActivationFunction;

/** A function between layers that no layer computes along with itself. */
final class ActivationOperation implements Operation {

  private static final int IDENTITY = -1;

  private final Tensor in;
  private final Tensor out;
  private final ActivationFunction function;

  ActivationOperation(Tensor in, Tensor out, ActivationFunction function) {
    this.in = in;
    this.out = out;
    this.function = function;
  }

  @Override
  public void forward(Pass pass) {
    if (function == ActivationFunction.SOFTMAX) {
      Arguments arguments = places(new Arguments().address(in.address()), pass);
      softmax(pass, "softmax", arguments.address(out.address()));
    } else {
      each(
          pass,
          "activate",
          new Arguments()
              .address(in.address())
              .number(pass.count() * in.size())
              .number(code())
              .address(out.address()));
    }
  }

  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    if (inputGradient == 0) {
      return;
    }
    if (function == ActivationFunction.SOFTMAX) {
      Arguments arguments = places(new Arguments().address(out.address()).address(gradient), pass);
      softmax(pass, "softmax_back", arguments.address(inputGradient).address(in.mask()));
    } else {
      each(
          pass,
          "activate_back",
          new Arguments()
              .address(in.address())
              .address(gradient)
              .number(pass.count() * in.size())
              .number(code())
              .address(inputGradient)
              .address(in.mask()));
    }
  }

  private Arguments places(Arguments arguments, Pass pass) {
    return arguments.number(in.shape().channels()).number(in.plane()).number(pass.count());
  }

  private void softmax(Pass pass, String kernel, Arguments arguments) {
    pass.stream().launch(Launch.each(kernel, (long) pass.count() * in.plane(), arguments));
  }

  private void each(Pass pass, String kernel, Arguments arguments) {
    pass.stream().launch(Launch.each(kernel, (long) pass.count() * in.size(), arguments));
  }

  /** As {@code layers.cu} numbers them. */
  private int code() {
    return switch (function) {
      case RELU -> 0;
      case LEAKY_RELU -> 1;
      case ELU -> 2;
      case SELU -> 3;
      case GELU -> 4;
      case TANH -> 5;
      case SIGMOID -> 6;
      case RELU6 -> 7;
      case IDENTITY, SOFTMAX -> IDENTITY;
    };
  }
}
