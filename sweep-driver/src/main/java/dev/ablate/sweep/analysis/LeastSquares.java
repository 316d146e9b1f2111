package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Least squares with some of a model's columns, again and again, for one or more responses. The
 * columns are reduced once to a small triangle by Householder's QR, some rows at a time; every fit
 * then works on the triangle, by Gram-Schmidt in the order given, so that it is known which column
 * falls out because those before it say the same.
 */
final class LeastSquares {

  /** A column of which less than this share is new says nothing new; as R's {@code lm} has it. */
  private static final double NEW = 1e-7;

  private static final double NAMED = 1e-6;

  /** So many rows of some hundred columns stay in a processor's cache. */
  private static final int ROWS_AT_ONCE = 256;

  private final double[][] columns;
  private final double[][] responses;

  LeastSquares(List<double[]> model, List<double[]> measured) {
    List<double[]> all = new ArrayList<>(model);
    all.addAll(measured);
    double[][] reduced = reduced(all);
    columns = Arrays.copyOf(reduced, model.size());
    responses = Arrays.copyOfRange(reduced, model.size(), reduced.length);
  }

  /**
   * What columns span, in an order.
   *
   * @param kept columns that say something new, in order
   * @param dropped the others; each with the kept columns that it is made of
   * @param directions of length 1, orthogonal: what each kept column adds to those before it
   */
  record Basis(List<Integer> kept, List<Dropped> dropped, List<double[]> directions) {}

  /** A column that says nothing new. */
  record Dropped(int column, List<Integer> madeOf) {}

  /** What columns span in this order. */
  Basis basis(List<Integer> order) {
    List<Integer> kept = new ArrayList<>();
    List<Dropped> dropped = new ArrayList<>();
    List<double[]> directions = new ArrayList<>();
    List<double[]> triangle = new ArrayList<>();
    for (int column : order) {
      double[] vector = columns[column].clone();
      double norm = norm(vector);
      double[] onto = new double[directions.size()];
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < onto.length; i++) {
          onto[i] += subtract(vector, directions.get(i));
        }
      }
      double fresh = norm(vector);
      if (fresh <= NEW * norm) {
        dropped.add(new Dropped(column, madeOf(onto, triangle, kept, norm)));
        continue;
      }
      scale(vector, 1 / fresh);
      double[] pivot = Arrays.copyOf(onto, onto.length + 1);
      pivot[onto.length] = fresh;
      triangle.add(pivot);
      directions.add(vector);
      kept.add(column);
    }
    return new Basis(kept, dropped, directions);
  }

  /** The sum of squares of what is left of a response beside these directions. */
  double residual(List<double[]> directions, int response) {
    double[] rest = responses[response].clone();
    directions.forEach(direction -> subtract(rest, direction));
    return dot(rest, rest);
  }

  /** The sum of squares of a response along these directions. */
  double explained(List<double[]> directions, int response) {
    double sum = 0;
    for (double[] direction : directions) {
      double along = dot(responses[response], direction);
      sum += along * along;
    }
    return sum;
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

  /**
   * The triangle of the QR decomposition, by column: lengths and angles are those of the columns.
   */
  private static double[][] reduced(List<double[]> columns) {
    double[][] triangle = new double[columns.size()][columns.size()];
    double[][] block = new double[columns.size()][];
    int rows = columns.get(0).length;
    for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
      int to = Math.min(rows, from + ROWS_AT_ONCE);
      for (int i = 0; i < block.length; i++) {
        block[i] = Arrays.copyOfRange(columns.get(i), from, to);
      }
      eliminate(block, triangle);
    }
    return triangle;
  }

  /** Takes more rows into the triangle; a reflection touches one row of it and all new ones. */
  private static void eliminate(double[][] block, double[][] triangle) {
    for (int step = 0; step < block.length; step++) {
      double[] pivot = block[step];
      double square = dot(pivot, pivot);
      if (square == 0) {
        continue;
      }
      double head = triangle[step][step];
      double length = Math.sqrt(square + head * head);
      double reflected = head > 0 ? -length : length;
      double first = head - reflected;
      double factor = 2 / (square + first * first);
      for (int column = step + 1; column < block.length; column++) {
        double along = factor * (first * triangle[column][step] + dot(pivot, block[column]));
        triangle[column][step] -= along * first;
        subtract(block[column], along, pivot);
      }
      triangle[step][step] = reflected;
    }
  }

  /** Takes the part along a vector of length 1 out, and says how long it was. */
  private static double subtract(double[] vector, double[] unit) {
    double along = dot(vector, unit);
    subtract(vector, along, unit);
    return along;
  }

  private static void subtract(double[] vector, double factor, double[] other) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= factor * other[i];
    }
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  /** In four sums: one would wait for each addition to end. */
  private static double dot(double[] one, double[] other) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 0;
    for (; i + 3 < one.length; i += 4) {
      first += one[i] * other[i];
      second += one[i + 1] * other[i + 1];
      third += one[i + 2] * other[i + 2];
      fourth += one[i + 3] * other[i + 3];
    }
    for (; i < one.length; i++) {
      first += one[i] * other[i];
    }
    return (first + second) + (third + fourth);
  }
}
