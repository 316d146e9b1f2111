package dev.ablate.sweep.analysis;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The BCa interval of a mean paired difference: seeds are drawn anew, each with all of its cells.
 * Efron, "Better bootstrap confidence intervals", 1987. The draws are the same every time.
 */
final class Bootstrap {

  /** Fewer seeds say too little of their distribution. */
  static final int LEAST_SEEDS = 10;

  private static final int DRAWS = 9_999;
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private Bootstrap() {}

  /** Null where fewer seeds have a pair. */
  static Interval of(Differences differences) {
    int[] seeds = seeds(differences);
    if (seeds.length < LEAST_SEEDS) {
      return null;
    }
    double[][] rows = differences.rows().toArray(double[][]::new);
    double mean = mean(rows, seeds);
    double[] drawn = drawn(rows, seeds);
    double below = 0;
    for (double one : drawn) {
      below += one < mean ? 1 : one == mean ? 0.5 : 0;
    }
    if (drawn[0] == drawn[drawn.length - 1]) {
      return new Interval(mean, mean);
    }
    double share = Math.min(Math.max(below / DRAWS, 0.5 / DRAWS), 1 - 0.5 / DRAWS);
    double bias = NORMAL.inverseCumulativeProbability(share);
    double acceleration = acceleration(rows, seeds);
    double tail = (1 - Interval.CONFIDENCE) / 2;
    return new Interval(
        quantile(drawn, level(tail, bias, acceleration)),
        quantile(drawn, level(1 - tail, bias, acceleration)));
  }

  private static double level(double tail, double bias, double acceleration) {
    double z = bias + NORMAL.inverseCumulativeProbability(tail);
    return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
  }

  private static int[] seeds(Differences differences) {
    boolean[] present =
        new boolean[differences.rows().isEmpty() ? 0 : differences.rows().get(0).length];
    for (double[] row : differences.rows()) {
      for (int seed = 0; seed < row.length; seed++) {
        present[seed] |= !Double.isNaN(row[seed]);
      }
    }
    int[] seeds = new int[present.length];
    int count = 0;
    for (int seed = 0; seed < present.length; seed++) {
      if (present[seed]) {
        seeds[count++] = seed;
      }
    }
    return Arrays.copyOf(seeds, count);
  }

  private static double[] drawn(double[][] rows, int[] seeds) {
    SplittableRandom random = new SplittableRandom(1);
    double[] drawn = new double[DRAWS];
    int[] draw = new int[seeds.length];
    for (int i = 0; i < DRAWS; i++) {
      do {
        for (int j = 0; j < draw.length; j++) {
          draw[j] = seeds[random.nextInt(seeds.length)];
        }
        drawn[i] = mean(rows, draw);
      } while (Double.isNaN(drawn[i]));
    }
    Arrays.sort(drawn);
    return drawn;
  }

  /** A row that lost all of its pairs is left out, as one that never had any. */
  private static double mean(double[][] rows, int[] seeds) {
    double sum = 0;
    int cells = 0;
    for (double[] row : rows) {
      double own = 0;
      int n = 0;
      for (int seed : seeds) {
        if (!Double.isNaN(row[seed])) {
          own += row[seed];
          n++;
        }
      }
      if (n > 0) {
        sum += own / n;
        cells++;
      }
    }
    return cells == 0 ? Double.NaN : sum / cells;
  }

  /** From the means without one seed each. */
  private static double acceleration(double[][] rows, int[] seeds) {
    Moments means = new Moments();
    double[] without = new double[seeds.length];
    for (int i = 0; i < seeds.length; i++) {
      int[] left = new int[seeds.length - 1];
      System.arraycopy(seeds, 0, left, 0, i);
      System.arraycopy(seeds, i + 1, left, i, left.length - i);
      without[i] = mean(rows, left);
      means.add(without[i]);
    }
    double cubes = 0;
    for (double one : without) {
      cubes += Math.pow(means.mean() - one, 3);
    }
    double squares = means.squares();
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double quantile(double[] sorted, double level) {
    int rank = (int) Math.floor(level * (sorted.length + 1)) - 1;
    return sorted[Math.min(Math.max(rank, 0), sorted.length - 1)];
  }
}
