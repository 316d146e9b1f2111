package dev.ablate.sweep.analysis;

/**
 * A mean paired difference and how sure it is.
 *
 * @param pairs behind it
 * @param cells matched
 * @param mean of the cells' means; null without a pair
 * @param standardError of the mean; null where no cell has two pairs
 * @param degreesOfFreedom of the standard error; null where it is null or 0
 * @param interval of 95 %; null where the standard error is
 * @param p two-sided; null where the standard error is
 */
record Estimate(
    int pairs,
    int cells,
    Double mean,
    Double standardError,
    Double degreesOfFreedom,
    Interval interval,
    Double p) {

  /**
   * The mean over matched cells, each weighing the same. The cells' variances are not assumed
   * equal: the degrees of freedom are those of Satterthwaite, "An approximate distribution of
   * estimates of variance components", 1946. A cell with one pair has the pooled variance of the
   * others.
   */
  static Estimate of(Differences differences) {
    int cells = differences.cells();
    int pairs = differences.pairs();
    if (cells == 0) {
      return new Estimate(0, 0, null, null, null, null, null);
    }
    double mean = 0;
    int single = 0;
    int freedom = 0;
    for (double[] row : differences.rows()) {
      Moments moments = Differences.moments(row);
      mean += moments.mean() / cells;
      single += moments.n() == 1 ? 1 : 0;
      freedom += moments.n() - 1;
    }
    if (freedom == 0) {
      return new Estimate(pairs, cells, mean, null, null, null, null);
    }
    double weight = 1.0 / cells / cells;
    double sum = 0;
    double squares = 0;
    for (double[] row : differences.rows()) {
      Moments moments = Differences.moments(row);
      if (moments.n() > 1) {
        double own = moments.n() - 1;
        double part = weight * (1.0 / moments.n() + single * own / freedom) * moments.variance();
        sum += part;
        squares += part * part / own;
      }
    }
    if (sum == 0) {
      return new Estimate(
          pairs, cells, mean, 0.0, null, new Interval(mean, mean), mean == 0 ? 1.0 : 0.0);
    }
    double standardError = Math.sqrt(sum);
    double degreesOfFreedom = sum * sum / squares;
    return new Estimate(
        pairs,
        cells,
        mean,
        standardError,
        degreesOfFreedom,
        Interval.around(mean, standardError, degreesOfFreedom),
        StudentT.twoSided(mean / standardError, degreesOfFreedom));
  }

  /** The same with another interval. */
  Estimate with(Interval other) {
    return new Estimate(pairs, cells, mean, standardError, degreesOfFreedom, other, p);
  }

  /**
   * The difference that would have been shown in four of five cases.
   *
   * @param family how many tests are judged together
   */
  Double detectable(int family) {
    if (standardError == null || standardError == 0) {
      return standardError;
    }
    return standardError
        * Power.detectable(degreesOfFreedom, Power.critical(degreesOfFreedom, family));
  }
}
