package dev.ablate.engine.cuda;

import dev.ablate.model.Window;

/** Maximum or average pooling; over a whole channel too. */
final class PoolingOperation implements Operation {

  /**
   * The window's two sides, which differ where it is a whole image.
   *
   * @param tall down
   * @param wide to the right
   */
  record Sides(Window tall, Window wide) {}

  private final Tensor in;
  private final Tensor out;
  private final Sides sides;
  private final long places;

  /**
   * Over windows.
   *
   * @param places room for where the maxima stand, an int an output; 0 for the average
   */
  PoolingOperation(Tensor in, Tensor out, Sides sides, long places) {
    this.in = in;
    this.out = out;
    this.sides = sides;
    this.places = places;
  }

  @Override
  public void forward(Pass pass) {
    Arguments arguments = new Arguments().address(in.address());
    window(arguments, pass).address(out.address());
    if (places != 0) {
      arguments.address(places);
    }
    arguments.flag(out.relu());
    pass.stream()
        .launch(
            Launch.each(
                places == 0 ? "pool_average" : "pool_maximum",
                (long) pass.count() * out.size(),
                arguments));
  }

  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    if (inputGradient != 0) {
      Arguments arguments = new Arguments().address(gradient).address(places);
      window(arguments, pass).address(inputGradient).address(in.mask());
      pass.stream().launch(Launch.each("pool_back", (long) pass.count() * in.size(), arguments));
    }
  }

  private Arguments window(Arguments arguments, Pass pass) {
    return arguments
        .window(sides.tall(), sides.wide(), in.shape(), out.shape())
        .number(pass.count() * in.shape().channels());
  }
}
