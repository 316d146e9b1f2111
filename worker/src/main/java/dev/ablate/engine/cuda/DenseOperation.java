package dev.ablate.engine.cuda;

import dev.ablate.engine.cuda.Product.Ending;
import dev.ablate.engine.cuda.Product.Extent;

/** A fully connected layer. */
final class DenseOperation implements Operation {

  private final Tensor in;
  private final Tensor out;
  private final Weights weights;
  private final long workspace;

  DenseOperation(Tensor in, Tensor out, Weights weights, long workspace) {
    this.in = in;
    this.out = out;
    this.weights = weights;
    this.workspace = workspace;
  }

  @Override
  public void forward(Pass pass) {
    new Product(pass.stream(), workspace)
        .batch(
            "dense",
            new Extent(pass.count(), out.size(), in.size()),
            arguments(in.address(), weights.weights(), pass),
            new Ending(out.address(), weights.bias(), 0, out.relu(), out.size(), 1));
  }

  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    Product product = new Product(pass.stream(), workspace);
    product.filters(
        "dense_filters",
        new Extent(out.size(), in.size() + (weights.hasBias() ? 1L : 0), pass.count()),
        arguments(in.address(), gradient, pass),
        weights);
    if (inputGradient != 0) {
      product.batch(
          "dense_data",
          new Extent(pass.count(), in.size(), out.size()),
          arguments(gradient, weights.weights(), pass),
          new Ending(inputGradient, 0, in.mask(), false, in.size(), 1));
    }
  }

  private Arguments arguments(long first, long second, Pass pass) {
    return new Arguments()
        .address(first)
        .address(second)
        .number(in.size())
        .number(out.size())
        .number(pass.count());
  }
}
