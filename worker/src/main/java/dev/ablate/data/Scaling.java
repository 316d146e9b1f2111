package dev.ablate.data;

/**
 * Scales a row of values: bilinear, the triangle widened where it shrinks so that no value is
 * skipped (as Pillow's BILINEAR).
 */
final class Scaling {

  /** {@code [to]}: the first value read, and the weights from there on. */
  private final int[] first;

  private final double[][] weights;

  Scaling(int from, int to) {
    first = new int[to];
    weights = new double[to][];
    double scale = (double) from / to;
    double reach = Math.max(1, scale);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      first[i] = Math.max(0, (int) Math.floor(centre - reach));
      int end = Math.min(from, (int) Math.ceil(centre + reach));
      weights[i] = new double[end - first[i]];
      double sum = 0;
      for (int j = 0; j < weights[i].length; j++) {
        double distance = Math.abs(first[i] + j + 0.5 - centre) / reach;
        weights[i][j] = Math.max(0, 1 - distance);
        sum += weights[i][j];
      }
      for (int j = 0; j < weights[i].length; j++) {
        weights[i][j] /= sum;
      }
    }
  }

  /**
   * Scales one row or column.
   *
   * @param stride distance of its values in both arrays
   */
  void apply(double[] source, int in, double[] target, int out, int stride) {
    for (int i = 0; i < first.length; i++) {
      double sum = 0;
      for (int j = 0; j < weights[i].length; j++) {
        sum += weights[i][j] * source[in + (first[i] + j) * stride];
      }
      target[out + i * stride] = sum;
    }
  }
}
