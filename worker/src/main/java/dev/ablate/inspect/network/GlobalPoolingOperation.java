package dev.ablate.inspect.network;

import dev.ablate.model.Padding;
import dev.ablate.model.Shape;
import dev.ablate.model.Window;

/** One number a channel: pooling over a window as large as a square image, or row by row. */
record GlobalPoolingOperation(boolean maximum) implements Operation {

  @Override
  public boolean staysInChannel() {
    return true;
  }

  @Override
  public Maps forward(Maps input) {
    return new Maps(
        Shape.vector(input.shape().channels()),
        input.count(),
        whole(input).forward(row(input)).values());
  }

  @Override
  public Maps backward(Maps input, Maps output, Maps gradient, BackwardRule rule) {
    Maps back = whole(input).backward(row(input), output, gradient, rule);
    return new Maps(input.shape(), input.count(), back.values());
  }

  /** Each channel as one row, so that every image is as wide as the window, and one high. */
  private static Maps row(Maps input) {
    Shape row = new Shape(input.shape().channels(), 1, input.plane());
    return new Maps(row, input.count(), input.values());
  }

  private PoolingOperation whole(Maps input) {
    Window window = new Window(input.plane(), 1, 1, Padding.VALID);
    return new PoolingOperation(window, maximum, Shape.vector(input.shape().channels()));
  }
}
