package dev.ablate.sweep.analysis;

/**
 * The noise of seeds over all cells.
 *
 * @param n completed trials
 * @param replicated cells with at least two of them
 * @param withinSquares sum of squares within cells
 * @param withinFreedom its degrees of freedom
 * @param residualSquares what is left of it when each seed's common part is taken out
 * @param residualFreedom its degrees of freedom
 * @param sharedDeviation of the seeds' common part; null where it cannot be told apart
 * @param meanVariance of a cell's mean, averaged over cells, without the seeds' common part; null
 *     where nothing is left to estimate it
 */
record SeedNoise(
    int n,
    int replicated,
    double withinSquares,
    int withinFreedom,
    double residualSquares,
    int residualFreedom,
    Double sharedDeviation,
    Double meanVariance) {

  private static final int ROUNDS = 200;

  static SeedNoise of(Observations observations) {
    int cells = observations.cellCount();
    int seeds = observations.seedCount();
    int n = 0;
    int measured = 0;
    int replicated = 0;
    double within = 0;
    double inverse = 0;
    double largest = 0;
    double[][] residuals = new double[cells][];
    for (int cell = 0; cell < cells; cell++) {
      Moments moments = observations.moments(cell);
      residuals[cell] = observations.values(cell).clone();
      if (moments.n() > 0) {
        n += moments.n();
        measured++;
        inverse += 1.0 / moments.n();
        replicated += moments.n() > 1 ? 1 : 0;
        within += moments.squares();
        largest = Math.max(largest, Math.max(Math.abs(moments.low()), Math.abs(moments.high())));
      }
    }
    int withinFreedom = n - measured;
    int used = seedsUsed(residuals, seeds);
    double residual = within > 0 ? swept(residuals, seeds) : 0;
    if (residual < n * Math.pow(1e-13 * largest, 2)) {
      residual = 0;
    }
    int residualFreedom = n - measured - used + 1;
    if (residualFreedom < 1 || replicated < 2) {
      return new SeedNoise(
          n,
          replicated,
          within,
          withinFreedom,
          within,
          withinFreedom,
          null,
          withinFreedom < 1 ? null : (Double) (within / withinFreedom * inverse / measured));
    }
    double variance = residual / residualFreedom;
    double common = Math.max(0, within / withinFreedom - variance);
    return new SeedNoise(
        n,
        replicated,
        within,
        withinFreedom,
        residual,
        residualFreedom,
        Math.sqrt(common),
        variance * inverse / measured);
  }

  /** Over seeds, within cells; null where no cell has two. */
  Double deviation() {
    return withinFreedom < 1 ? null : (Double) Math.sqrt(withinSquares / withinFreedom);
  }

  /**
   * The 95 % interval of the deviation within cells; null where there is none. The variance has two
   * parts: what a seed does to all cells alike is measured as often as there are seeds, what it
   * does to one as often as there are trials. Graybill, Wang, "Confidence intervals on nonnegative
   * linear combinations of variances", 1980.
   */
  Interval interval() {
    if (withinFreedom < 1) {
      return null;
    }
    double below = 0;
    double above = 0;
    double[] squares = {residualSquares, withinSquares - residualSquares};
    int[] freedoms = {residualFreedom, withinFreedom - residualFreedom};
    for (int i = 0; i < squares.length; i++) {
      if (squares[i] > 0) {
        Interval part = Interval.ofDeviation(Math.sqrt(squares[i] / withinFreedom), freedoms[i]);
        below += Math.pow(squares[i] / withinFreedom - part.low() * part.low(), 2);
        above += Math.pow(part.high() * part.high() - squares[i] / withinFreedom, 2);
      }
    }
    double variance = withinSquares / withinFreedom;
    return new Interval(
        Math.sqrt(Math.max(0, variance - Math.sqrt(below))),
        Math.sqrt(variance + Math.sqrt(above)));
  }

  private static int seedsUsed(double[][] values, int seeds) {
    int used = 0;
    for (int seed = 0; seed < seeds; seed++) {
      for (double[] row : values) {
        if (!Double.isNaN(row[seed])) {
          used++;
          break;
        }
      }
    }
    return used;
  }

  /** Takes cells' and seeds' means out in turn, until nothing changes; the sum of squares left. */
  private static double swept(double[][] values, int seeds) {
    double before = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      double squares = 0;
      for (int seed = 0; seed < seeds; seed++) {
        Moments column = new Moments();
        for (double[] row : values) {
          if (!Double.isNaN(row[seed])) {
            column.add(row[seed]);
          }
        }
        for (double[] row : values) {
          row[seed] -= column.mean();
        }
      }
      for (double[] row : values) {
        double mean = Differences.moments(row).mean();
        for (int seed = 0; seed < seeds; seed++) {
          row[seed] -= mean;
          squares += Double.isNaN(row[seed]) ? 0 : row[seed] * row[seed];
        }
      }
      if (before - squares <= 1e-13 * squares) {
        return squares;
      }
      before = squares;
    }
    return before;
  }
}
