package dev.ablate.inspect.measure;

import java.util.SplittableRandom;

/**
 * The directions along which points vary most. Found by orthogonal iteration (Golub, Van Loan,
 * "Matrix computations", 8.2.4), which needs no matrix of all pairs.
 *
 * @param coordinates of each point, {@code [points][components]}, about their mean
 * @param shares of the whole variance along each component, largest first
 */
@SuppressWarnings("ArrayRecordComponent")
public record PrincipalComponents(double[][] coordinates, double[] shares) {

  private static final int ITERATIONS = 200;
  private static final double SETTLED = 1e-10;

  /**
   * Of so many points.
   *
   * @param values {@code [points][features]}
   * @param components how many are wanted, at most the features
   */
  public static PrincipalComponents of(double[][] values, int components) {
    double[][] centred = centred(values);
    int features = centred[0].length;
    // One more than asked: the last settles slowest.
    int kept = Math.min(features, components + 2);
    double[][] basis = new double[kept][features];
    SplittableRandom random = new SplittableRandom(1);
    for (double[] direction : basis) {
      for (int i = 0; i < features; i++) {
        direction[i] = random.nextDouble() - 0.5;
      }
    }
    orthonormalise(basis);
    double before = -1;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double captured = multiply(centred, basis);
      orthonormalise(basis);
      if (Math.abs(captured - before) <= SETTLED * captured) {
        break;
      }
      before = captured;
    }
    return project(centred, basis, Math.min(components, kept));
  }

  private static PrincipalComponents project(double[][] centred, double[][] basis, int wanted) {
    double total = 0;
    for (double[] point : centred) {
      total += dot(point, point);
    }
    double[][] coordinates = new double[centred.length][wanted];
    double[] shares = new double[wanted];
    for (int component = 0; component < wanted; component++) {
      double sign = sign(basis[component]);
      for (int i = 0; i < centred.length; i++) {
        coordinates[i][component] = sign * dot(centred[i], basis[component]);
        shares[component] += coordinates[i][component] * coordinates[i][component] / total;
      }
    }
    return new PrincipalComponents(coordinates, shares);
  }

  private static double[][] centred(double[][] values) {
    int features = values[0].length;
    double[] mean = new double[features];
    for (double[] point : values) {
      for (int i = 0; i < features; i++) {
        mean[i] += point[i] / values.length;
      }
    }
    double[][] centred = new double[values.length][features];
    for (int point = 0; point < values.length; point++) {
      for (int i = 0; i < features; i++) {
        centred[point][i] = values[point][i] - mean[i];
      }
    }
    return centred;
  }

  /** Multiplies each direction by {@code X' X}; returns how much they vary in sum. */
  private static double multiply(double[][] centred, double[][] basis) {
    double captured = 0;
    for (double[] direction : basis) {
      double[] product = new double[direction.length];
      for (double[] point : centred) {
        double along = dot(point, direction);
        captured += along * along;
        for (int i = 0; i < product.length; i++) {
          product[i] += along * point[i];
        }
      }
      System.arraycopy(product, 0, direction, 0, product.length);
    }
    return captured;
  }

  /** Gram and Schmidt's, in order, so that the first stays the strongest. */
  private static void orthonormalise(double[][] basis) {
    for (int i = 0; i < basis.length; i++) {
      for (int j = 0; j < i; j++) {
        double along = dot(basis[i], basis[j]);
        for (int k = 0; k < basis[i].length; k++) {
          basis[i][k] -= along * basis[j][k];
        }
      }
      double norm = Math.sqrt(dot(basis[i], basis[i]));
      for (int k = 0; norm > 0 && k < basis[i].length; k++) {
        basis[i][k] /= norm;
      }
    }
  }

  /** A direction has no sign of its own: its largest part is positive. */
  private static double sign(double[] direction) {
    double largest = 0;
    for (double part : direction) {
      largest = Math.abs(part) > Math.abs(largest) ? part : largest;
    }
    return largest < 0 ? -1 : 1;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
