package dev.ablate.engine.cuda;

/** A layer that reads an earlier output besides the last. */
interface JoinOperation extends Operation {

  /**
   * The earlier output's share of the gradient.
   *
   * @param gradient by what is joined
   * @param to the earlier output
   * @param inputGradient where the share goes
   * @param adds whether it is added to what is there
   */
  void backToEarlier(Pass pass, long gradient, Tensor to, long inputGradient, boolean adds);
}
