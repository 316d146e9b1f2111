package dev.ablate.engine.cuda;

import dev.ablate.model.Layer;

/**
 * Inverted dropout. The device draws what {@code SplittableRandom} would, from the seed in the
 * step's record; nothing is kept for the way back, for the draws can be made again.
 */
final class DropoutOperation implements Operation {

  private static final int BITS = 16;

  private final Tensor in;
  private final Tensor out;
  private final Layer.Dropout layer;
  private final long step;
  private final int slot;

  /**
   * Between two tensors of one shape.
   *
   * @param step address of the step's record
   * @param slot of this layer's seed there
   */
  DropoutOperation(Tensor in, Tensor out, Layer.Dropout layer, long step, int slot) {
    this.in = in;
    this.out = out;
    this.layer = layer;
    this.step = step;
    this.slot = slot;
  }

  @Override
  public void forward(Pass pass) {
    drop(pass, pass.training() ? layer.rate() : 0, in.address(), out.address(), 0, out.relu());
  }

  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    if (inputGradient != 0) {
      drop(pass, layer.rate(), gradient, inputGradient, in.mask(), false);
    }
  }

  private void drop(Pass pass, double share, long from, long to, long mask, boolean rectifies) {
    pass.stream()
        .launch(
            Launch.each(
                "drop",
                (long) pass.count() * in.size(),
                new Arguments()
                    .address(step)
                    .number(slot)
                    .number(Math.toIntExact(Math.round(share * (1 << BITS))))
                    .number((float) (1 / (1 - share)))
                    .flag(layer.wholeExamples())
                    .address(from)
                    .number(in.shape().channels())
                    .number(in.plane())
                    .number(pass.count())
                    .address(to)
                    .address(mask)
                    .flag(rectifies)));
  }
}
