package dev.ablate.engine.cuda;

import dev.ablate.model.Layer;
import dev.ablate.model.Window;

/** A convolution whose filters see a part of the channels each. */
final class GroupedOperation implements Operation {

  private static final int THREADS = 256;

  private final Tensor in;
  private final Tensor out;
  private final Layer.Convolution layer;
  private final Window window;
  private final Weights weights;

  GroupedOperation(Tensor in, Tensor out, Layer.Convolution layer, Weights weights) {
    this.in = in;
    this.out = out;
    this.layer = layer;
    this.window = Window.of(layer);
    this.weights = weights;
  }

  @Override
  public void forward(Pass pass) {
    Arguments arguments =
        new Arguments().address(in.address()).address(weights.weights()).address(weights.bias());
    geometry(arguments, pass).address(out.address()).flag(out.relu());
    pass.stream()
        .launch(Launch.each("grouped_convolve", (long) pass.count() * out.size(), arguments));
  }

  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    Arguments filters = new Arguments().address(in.address()).address(gradient);
    geometry(filters, pass).address(weights.weightGradient()).address(weights.biasGradient());
    int blocks =
        layer.filters() * (seen() * layer.kernel() * layer.kernel() + (weights.hasBias() ? 1 : 0));
    pass.stream().launch(new Launch("grouped_filters", THREADS, blocks, 1, 1, filters));
    if (inputGradient != 0) {
      Arguments data = new Arguments().address(gradient).address(weights.weights());
      geometry(data, pass).address(inputGradient).address(in.mask());
      pass.stream().launch(Launch.each("grouped_data", (long) pass.count() * in.size(), data));
    }
  }

  /** Channels that a filter sees. */
  private int seen() {
    int channels = in.shape().channels();
    return channels / layer.groupsOver(channels);
  }

  private Arguments geometry(Arguments arguments, Pass pass) {
    return arguments
        .window(window, window, in.shape(), out.shape())
        .number(layer.filters())
        .number(seen())
        .number(layer.dilation())
        .number(pass.count());
  }
}
