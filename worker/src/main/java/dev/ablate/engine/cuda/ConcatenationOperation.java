package dev.ablate.engine.cuda;

/** The last output's channels behind an earlier one's. */
final class ConcatenationOperation implements JoinOperation {

  private final Tensor in;
  private final Tensor other;
  private final Tensor out;

  ConcatenationOperation(Tensor in, Tensor other, Tensor out) {
    this.in = in;
    this.other = other;
    this.out = out;
  }

  @Override
  public void forward(Pass pass) {
    pass.stream()
        .launch(
            Launch.each(
                "concatenate",
                (long) pass.count() * out.size(),
                new Arguments()
                    .address(other.address())
                    .address(in.address())
                    .number(other.size())
                    .number(in.size())
                    .number(pass.count())
                    .address(out.address())
                    .flag(out.relu())));
  }

  /** The last output's; the earlier one's is added when its own turn comes. */
  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    if (inputGradient != 0) {
      back(pass, gradient, other.size(), in, inputGradient, false);
    }
  }

  @Override
  public void backToEarlier(Pass pass, long gradient, Tensor to, long inputGradient, boolean adds) {
    back(pass, gradient, 0, to, inputGradient, adds);
  }

  private void back(
      Pass pass, long gradient, int from, Tensor to, long inputGradient, boolean adds) {
    pass.stream()
        .launch(
            Launch.each(
                "concatenate_back",
                (long) pass.count() * to.size(),
                new Arguments()
                    .address(gradient)
                    .number(out.size())
                    .number(from)
                    .number(to.size())
                    .number(pass.count())
                    .address(inputGradient)
                    .address(to.mask())
                    .flag(adds)));
  }
}
