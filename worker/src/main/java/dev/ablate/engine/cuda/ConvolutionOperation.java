package dev.ablate.engine.cuda;

import dev.ablate.engine.cuda.Product.Ending;
import dev.ablate.engine.cuda.Product.Extent;
import dev.ablate.model.Window;

/** A convolution, as products with matrices that kernels gather as they go. */
final class ConvolutionOperation implements Operation {

  /**
   * Tables of taps on the device.
   *
   * @param input by channel and pixel of the window
   * @param output by filter and pixel of the window; 0 if no gradient goes through
   */
  record Tables(long input, long output) {}

  private final Tensor in;
  private final Tensor out;
  private final Window window;
  private final Weights weights;
  private final Tables tables;
  private final long workspace;

  ConvolutionOperation(
      Tensor in, Tensor out, Window window, Weights weights, Tables tables, long workspace) {
    this.in = in;
    this.out = out;
    this.window = window;
    this.weights = weights;
    this.tables = tables;
    this.workspace = workspace;
  }

  @Override
  public void forward(Pass pass) {
    new Product(pass.stream(), workspace)
        .batch(
            "convolve",
            new Extent(filters(), (long) pass.count() * out.plane(), taps(in)),
            arguments(in.address(), weights.weights(), tables.input(), taps(in), pass),
            new Ending(out.address(), weights.bias(), 0, out.relu(), filters(), out.plane()));
  }

  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    Product product = new Product(pass.stream(), workspace);
    product.filters(
        "convolve_filters",
        new Extent(
            filters(), taps(in) + (weights.hasBias() ? 1L : 0), (long) pass.count() * out.plane()),
        arguments(in.address(), gradient, tables.input(), taps(in), pass),
        weights);
    if (inputGradient != 0) {
      product.batch(
          "convolve_data",
          new Extent(in.shape().channels(), (long) pass.count() * in.plane(), taps(out)),
          arguments(gradient, weights.weights(), tables.output(), taps(out), pass),
          new Ending(inputGradient, 0, in.mask(), false, in.shape().channels(), in.plane()));
    }
  }

  private int filters() {
    return out.shape().channels();
  }

  private int taps(Tensor tensor) {
    return tensor.shape().channels() * window.size() * window.size();
  }

  private Arguments arguments(long first, long second, long table, int taps, Pass pass) {
    return new Arguments()
        .address(first)
        .address(second)
        .address(table)
        .window(window, window, in.shape(), out.shape())
        .number(filters())
        .number(taps)
        .number(pass.count());
  }
}
