package dev.ablate.sweep.analysis;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A 95 % confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
record Interval(double low, double high) {

  /** Share of the intervals that hold the truth. */
  static final double CONFIDENCE = 0.95;

  /** By how much an estimate's interval reaches to either side. */
  static Interval around(double estimate, double standardError, double degreesOfFreedom) {
    if (standardError == 0) {
      return new Interval(estimate, estimate);
    }
    double reach = StudentT.quantile((1 + CONFIDENCE) / 2, degreesOfFreedom) * standardError;
    return new Interval(estimate - reach, estimate + reach);
  }

  /**
   * Of a share, given how many of n; Wilson, "Probable inference, the law of succession, and
   * statistical inference", 1927.
   */
  static Interval ofShare(double successes, int n) {
    double z =
        new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    double share = successes / n;
    double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
    double reach = z / (1 + z * z / n) * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
    return new Interval(
        successes == 0 ? 0 : Math.max(0, centre - reach),
        successes == n ? 1 : Math.min(1, centre + reach));
  }

  /** Of a standard deviation, given the one measured, by chi-squared. */
  static Interval ofDeviation(double deviation, int degreesOfFreedom) {
    ChiSquaredDistribution chi = new ChiSquaredDistribution(null, degreesOfFreedom);
    double sum = deviation * deviation * degreesOfFreedom;
    return new Interval(
        Math.sqrt(sum / chi.inverseCumulativeProbability((1 + CONFIDENCE) / 2)),
        Math.sqrt(sum / chi.inverseCumulativeProbability((1 - CONFIDENCE) / 2)));
  }

  static Double lowOf(Interval interval) {
    return interval == null ? null : (Double) interval.low;
  }

  static Double highOf(Interval interval) {
    return interval == null ? null : (Double) interval.high;
  }
}
