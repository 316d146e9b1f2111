package dev.ablate.sweep.analysis;

import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * What a two-sided t test can show. The statistic is noncentral t: normal around the true
 * difference in standard errors, over the estimated standard error, whose distribution is
 * integrated numerically.
 */
final class Power {

  /** Share of the cases in which a difference worth the name is to be shown. */
  static final double WANTED = 0.8;

  /** Share of the cases without any difference in which one may be shown. */
  static final double LEVEL = 0.05;

  private static final int STEPS = 128;
  private static final double WIDEST = 1e4;

  private Power() {}

  /**
   * In which share of cases the test shows a difference.
   *
   * @param difference true one, in standard errors
   * @param degreesOfFreedom of the estimated standard error
   * @param critical what |t| must exceed
   */
  static double of(double difference, double degreesOfFreedom, double critical) {
    double deviation = 1 / Math.sqrt(2 * degreesOfFreedom);
    double low = Math.max(0, 1 - 9 * deviation);
    double high = 1 + 9 * deviation;
    double step = (high - low) / STEPS;
    double sum = 0;
    double mass = 0;
    for (int i = 0; i <= STEPS; i++) {
      double ratio = low + i * step;
      double weight =
          (i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2) * density(ratio, degreesOfFreedom);
      mass += weight;
      sum +=
          weight * (normal(difference - critical * ratio) + normal(-difference - critical * ratio));
    }
    return sum / mass;
  }

  /**
   * The least difference, in standard errors, that is shown in {@link #WANTED} of the cases.
   *
   * @param degreesOfFreedom of the estimated standard error
   * @param critical what |t| must exceed
   */
  static double detectable(double degreesOfFreedom, double critical) {
    return new BrentSolver(1e-6, 1e-6)
        .solve(
            1000,
            difference -> of(difference, degreesOfFreedom, critical) - WANTED,
            0,
            WIDEST + 10 * critical,
            critical + 1);
  }

  /** What |t| must exceed in a family of tests: the strictest of Holm's levels. */
  static double critical(double degreesOfFreedom, int family) {
    return StudentT.quantile(1 - LEVEL / (2.0 * Math.max(1, family)), degreesOfFreedom);
  }

  /** Of the square root of chi-squared over its degrees of freedom. */
  private static double density(double ratio, double degreesOfFreedom) {
    if (ratio == 0) {
      return degreesOfFreedom == 1 ? Math.sqrt(2 / Math.PI) : degreesOfFreedom < 1 ? 1e6 : 0;
    }
    double half = degreesOfFreedom / 2;
    return Math.exp(
        Math.log(2)
            + half * Math.log(half)
            - Gamma.logGamma(half)
            + (degreesOfFreedom - 1) * Math.log(ratio)
            - half * ratio * ratio);
  }

  private static double normal(double z) {
    return 0.5 * Erf.erfc(-z / Math.sqrt(2));
  }
}
