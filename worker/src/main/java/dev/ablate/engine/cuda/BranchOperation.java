package dev.ablate.engine.cuda;

/**
 * Goes on from an earlier output, whose tensor is its own. Nothing goes back to the last output but
 * what the shortcut that reads it adds, and the earlier one's share is added when its turn comes.
 */
final class BranchOperation implements JoinOperation {

  @Override
  public void forward(Pass pass) {
    // Whoever comes next reads the earlier output itself.
  }

  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    // Both shares are added by their readers.
  }

  @Override
  public void backToEarlier(Pass pass, long gradient, Tensor to, long inputGradient, boolean adds) {
    SumOperation.addBack(pass, gradient, to, inputGradient, adds);
  }
}
