package dev.ablate.engine.cuda;

/** A shortcut: the sum of the last output and an earlier one. */
final class SumOperation implements JoinOperation {

  private final Tensor in;
  private final Tensor other;
  private final Tensor out;

  SumOperation(Tensor in, Tensor other, Tensor out) {
    this.in = in;
    this.other = other;
    this.out = out;
  }

  @Override
  public void forward(Pass pass) {
    int size = pass.count() * in.size();
    pass.stream()
        .launch(
            Launch.each(
                "add",
                size,
                new Arguments()
                    .address(in.address())
                    .address(other.address())
                    .number(size)
                    .address(out.address())
                    .flag(out.relu())));
  }

  /** The last output's; the earlier one's is added when its own turn comes. */
  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    if (inputGradient != 0) {
      addBack(pass, gradient, in, inputGradient, false);
    }
  }

  @Override
  public void backToEarlier(Pass pass, long gradient, Tensor to, long inputGradient, boolean adds) {
    addBack(pass, gradient, to, inputGradient, adds);
  }

  /** The whole gradient, to one of those that it is the gradient of. */
  static void addBack(Pass pass, long gradient, Tensor to, long inputGradient, boolean adds) {
    int size = pass.count() * to.size();
    pass.stream()
        .launch(
            Launch.each(
                "add_back",
                size,
                new Arguments()
                    .address(gradient)
                    .number(size)
                    .address(inputGradient)
                    .address(to.mask())
                    .flag(adds)));
  }
}
