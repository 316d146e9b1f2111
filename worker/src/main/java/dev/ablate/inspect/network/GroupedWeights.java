package dev.ablate.inspect.network;

/** Weights of a convolution in groups as those of one whose filters see all channels. */
final class GroupedWeights {

  private GroupedWeights() {}

  /**
   * With zeros where a filter sees nothing.
   *
   * @param weights {@code [filters, channels / groups, taps]}
   * @return {@code [filters, channels, taps]}
   */
  static double[] whole(double[] weights, int filters, int groups) {
    if (groups == 1) {
      return weights;
    }
    int length = weights.length / filters;
    double[] whole = new double[weights.length * groups];
    for (int filter = 0; filter < filters; filter++) {
      int group = filter / (filters / groups);
      System.arraycopy(weights, filter * length, whole, (filter * groups + group) * length, length);
    }
    return whole;
  }
}
