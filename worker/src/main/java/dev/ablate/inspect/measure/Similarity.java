package dev.ablate.inspect.measure;

/**
 * Linear centred kernel alignment: how alike two layers arrange the same images. 1 for equal up to
 * rotation and one common factor, near 0 for unrelated. Kornblith, Norouzi, Lee, Hinton,
 * "Similarity of neural network representations revisited", 2019.
 */
public final class Similarity {

  private Similarity() {}

  /**
   * Products of images with each other, centred: {@code H X X' H}.
   *
   * @param values {@code [images, features]}, row by row
   * @param images how many
   */
  public static double[][] gram(double[] values, int images) {
    int features = values.length / images;
    double[] centred = values.clone();
    for (int feature = 0; feature < features; feature++) {
      double mean = 0;
      for (int image = 0; image < images; image++) {
        mean += centred[image * features + feature] / images;
      }
      for (int image = 0; image < images; image++) {
        centred[image * features + feature] -= mean;
      }
    }
    double[][] gram = new double[images][images];
    for (int i = 0; i < images; i++) {
      for (int j = 0; j <= i; j++) {
        double product = 0;
        int a = i * features;
        int b = j * features;
        for (int feature = 0; feature < features; feature++) {
          product += centred[a + feature] * centred[b + feature];
        }
        gram[i][j] = product;
        gram[j][i] = product;
      }
    }
    return gram;
  }

  /**
   * The alignment of two {@link #gram}s of the same images, in [0, 1]; NaN where one layer gives
   * the same for all of them.
   */
  public static double of(double[][] one, double[][] other) {
    return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
  }

  private static double product(double[][] one, double[][] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < one.length; j++) {
        sum += one[i][j] * other[i][j];
      }
    }
    return sum;
  }
}
