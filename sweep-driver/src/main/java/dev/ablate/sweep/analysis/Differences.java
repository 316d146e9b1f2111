package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Paired differences by matched cell and seed: a row a matched cell, a column a seed, NaN where a
 * pair does not exist. Rows without any pair are left out.
 */
record Differences(List<double[]> rows) {

  static final class Builder {
    private final List<double[]> rows = new ArrayList<>();

    void add(double[] row) {
      for (double difference : row) {
        if (!Double.isNaN(difference)) {
          rows.add(row);
          return;
        }
      }
    }

    Differences build() {
      return new Differences(List.copyOf(rows));
    }
  }

  int cells() {
    return rows.size();
  }

  int pairs() {
    int pairs = 0;
    for (double[] row : rows) {
      pairs += count(row);
    }
    return pairs;
  }

  /** Share of pairs with a difference above 0 for {@code sign} 1, below for -1; ties as told. */
  double better(int sign, double tie) {
    double better = 0;
    for (double[] row : rows) {
      for (double difference : row) {
        if (!Double.isNaN(difference)) {
          better += difference * sign > 0 ? 1 : difference == 0 ? tie : 0;
        }
      }
    }
    return better;
  }

  /** Mean over cells of the means over seeds. */
  double mean() {
    double sum = 0;
    for (double[] row : rows) {
      sum += moments(row).mean();
    }
    return sum / rows.size();
  }

  static int count(double[] row) {
    int count = 0;
    for (double difference : row) {
      count += Double.isNaN(difference) ? 0 : 1;
    }
    return count;
  }

  static Moments moments(double[] row) {
    Moments moments = new Moments();
    for (double difference : row) {
      if (!Double.isNaN(difference)) {
        moments.add(difference);
      }
    }
    return moments;
  }
}
