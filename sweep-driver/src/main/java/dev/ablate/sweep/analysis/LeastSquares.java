package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Least squares with some of a model's columns, again and again. The columns are reduced once by
 * Householder's QR; every fit then works on the small triangle, by Gram-Schmidt in the order given,
 * so that it is known which column falls out because those before it say the same.
 */
final class LeastSquares {

  /** A column of which less than this share is new says nothing new; as R's {@code lm} has it. */
  private static final double NEW = 1e-7;

  private static final double NAMED = 1e-6;

  private final double[][] columns;
  private final double[] response;
  private final int rows;

  LeastSquares(List<double[]> model, double[] measured) {
    rows = measured.length;
    double[][] all = new double[model.size() + 1][];
    for (int i = 0; i < model.size(); i++) {
      all[i] = model.get(i).clone();
    }
    all[model.size()] = measured.clone();
    if (rows > all.length) {
      reduce(all);
      for (int i = 0; i < all.length; i++) {
        all[i] = Arrays.copyOf(all[i], all.length);
      }
    }
    columns = Arrays.copyOf(all, model.size());
    response = all[model.size()];
  }

  int rows() {
    return rows;
  }

  /**
   * A fit.
   *
   * @param kept columns that say something new, in order
   * @param dropped the others; each with the kept columns that it is made of
   * @param gained by how much each kept column lessens the residual's sum of squares
   * @param residual sum of squares
   */
  record Fit(List<Integer> kept, List<Dropped> dropped, List<Double> gained, double residual) {}

  /** A column that says nothing new. */
  record Dropped(int column, List<Integer> madeOf) {}

  /** Fits columns in this order. */
  Fit fit(List<Integer> order) {
    List<Integer> kept = new ArrayList<>();
    List<Dropped> dropped = new ArrayList<>();
    List<double[]> basis = new ArrayList<>();
    List<double[]> triangle = new ArrayList<>();
    double[] rest = response.clone();
    List<Double> gained = new ArrayList<>();
    for (int column : order) {
      double[] vector = columns[column].clone();
      double norm = norm(vector);
      double[] onto = new double[basis.size()];
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < basis.size(); i++) {
          onto[i] += subtract(vector, basis.get(i));
        }
      }
      double fresh = norm(vector);
      if (fresh <= NEW * norm) {
        dropped.add(new Dropped(column, madeOf(onto, triangle, kept, norm)));
        continue;
      }
      scale(vector, 1 / fresh);
      double along = subtract(rest, vector);
      gained.add(along * along);
      double[] pivot = Arrays.copyOf(onto, onto.length + 1);
      pivot[onto.length] = fresh;
      triangle.add(pivot);
      basis.add(vector);
      kept.add(column);
    }
    return new Fit(kept, dropped, gained, dot(rest, rest));
  }

  /** The kept columns with a part in one that fell out. */
  private List<Integer> madeOf(
      double[] onto, List<double[]> triangle, List<Integer> kept, double norm) {
    List<Integer> parts = new ArrayList<>();
    double[] coefficients = onto.clone();
    for (int i = coefficients.length - 1; i >= 0; i--) {
      coefficients[i] /= triangle.get(i)[i];
      for (int j = 0; j < i; j++) {
        coefficients[j] -= coefficients[i] * triangle.get(i)[j];
      }
      if (Math.abs(coefficients[i]) * norm(columns[kept.get(i)]) > NAMED * norm) {
        parts.add(0, kept.get(i));
      }
    }
    return parts;
  }

  private static void reduce(double[][] matrix) {
    int steps = Math.min(matrix.length, matrix[0].length - 1);
    for (int step = 0; step < steps; step++) {
      double[] pivot = matrix[step];
      double square = 0;
      for (int i = step; i < pivot.length; i++) {
        square += pivot[i] * pivot[i];
      }
      if (square == 0) {
        continue;
      }
      double length = pivot[step] > 0 ? -Math.sqrt(square) : Math.sqrt(square);
      double factor = 1 / (square - pivot[step] * length);
      pivot[step] -= length;
      for (int column = step + 1; column < matrix.length; column++) {
        double[] other = matrix[column];
        double sum = 0;
        for (int i = step; i < pivot.length; i++) {
          sum += pivot[i] * other[i];
        }
        sum *= factor;
        for (int i = step; i < pivot.length; i++) {
          other[i] -= sum * pivot[i];
        }
      }
      Arrays.fill(pivot, step, pivot.length, 0);
      pivot[step] = length;
    }
  }

  /** Takes the part along a vector of length 1 out, and says how long it was. */
  private static double subtract(double[] vector, double[] unit) {
    double along = dot(vector, unit);
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= along * unit[i];
    }
    return along;
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
