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

  private static final int FEWEST_STEPS = 96;
  private static final int MOST_STEPS = 4_000;

  /** A difference of more standard errors than these is not looked for. */
  private static final double WIDEST = 1e4;

  /** Of a normal number, beyond which hardly any are. */
  private static final double FAR = 6.5;

  private Power() {}

  /**
   * In which share of cases the test shows a difference.
   *
   * @param difference true one, in standard errors
   * @param degreesOfFreedom of the estimated standard error
   * @param critical what |t| must exceed
   */
  static double of(double difference, double degreesOfFreedom, double critical) {
    return new Test(degreesOfFreedom, critical).power(difference);
  }

  /**
   * The least difference, in standard errors, that is shown in {@link #WANTED} of the cases.
   *
   * @param degreesOfFreedom of the estimated standard error
   * @param critical what |t| must exceed
   */
  static double detectable(double degreesOfFreedom, double critical) {
    Test test = new Test(degreesOfFreedom, critical);
    double low = 0;
    double high = critical + 1;
    while (high < WIDEST + 10 * critical && test.power(high) < WANTED) {
      low = high;
      high *= 1.5;
    }
    return new BrentSolver(1e-6, 1e-6)
        .solve(1000, difference -> test.power(difference) - WANTED, low, high);
  }

  /** What |t| must exceed in a family of tests: the strictest of Holm's levels. */
  static double critical(double degreesOfFreedom, int family) {
    return StudentT.quantile(1 - LEVEL / (2.0 * Math.max(1, family)), degreesOfFreedom);
  }

  private static double normal(double z) {
    return z < -FAR ? 0 : z > FAR ? 1 : 0.5 * Erf.erfc(-z / Math.sqrt(2));
  }

  /** A test, with the weights of what its standard error may come out as, relative to the true. */
  private static final class Test {

    private final double critical;
    private final double[] ratios;
    private final double[] weights;

    /**
     * Simpson's rule over the square root of chi-squared over its degrees of freedom. Its density
     * is no smooth function at 0 where those are few: over the root of that it is.
     */
    Test(double degreesOfFreedom, double critical) {
      this.critical = critical;
      double deviation = 1 / Math.sqrt(2 * degreesOfFreedom);
      double low = Math.max(0, 1 - FAR * deviation);
      double range = 1 + FAR * deviation - low;
      // What is summed goes from 0 to 1 within a few times 1 / critical.
      int steps =
          2 * (int) (Math.min(Math.max(FEWEST_STEPS, 4 * critical * range), MOST_STEPS) / 2);
      ratios = new double[steps + 1];
      weights = new double[steps + 1];
      double half = degreesOfFreedom / 2;
      double constant = Math.log(2) + half * Math.log(half) - Gamma.logGamma(half);
      double mass = 0;
      for (int i = 1; i <= steps; i++) {
        double root = (double) i / steps;
        double ratio = low + range * root * root;
        double density =
            Math.exp(constant + (degreesOfFreedom - 1) * Math.log(ratio) - half * ratio * ratio);
        ratios[i] = ratio;
        weights[i] = (i == steps ? 1 : i % 2 == 1 ? 4 : 2) * root * density;
        mass += weights[i];
      }
      for (int i = 1; i <= steps; i++) {
        weights[i] /= mass;
      }
    }

    double power(double difference) {
      double sum = 0;
      for (int i = 0; i < ratios.length; i++) {
        double bound = critical * ratios[i];
        sum += weights[i] * (normal(difference - bound) + normal(-difference - bound));
      }
      return sum;
    }
  }
}
