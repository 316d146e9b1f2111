package dev.ablate.sweep.analysis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;

/** Student's t, with any positive number of degrees of freedom. */
final class StudentT {

  /** Quantiles are found by iteration, and a table asks for the same again and again. */
  private static final Map<Asked, Double> QUANTILES = new ConcurrentHashMap<>();

  private static final int KEPT = 10_000;

  private StudentT() {}

  private record Asked(double probability, double degreesOfFreedom) {}

  /** The number below which t is with this probability. */
  static double quantile(double probability, double degreesOfFreedom) {
    if (QUANTILES.size() > KEPT) {
      QUANTILES.clear();
    }
    return QUANTILES.computeIfAbsent(
        new Asked(probability, degreesOfFreedom),
        asked ->
            new TDistribution(null, asked.degreesOfFreedom, 1e-14)
                .inverseCumulativeProbability(asked.probability));
  }

  /** That |t| is at least this large. */
  static double twoSided(double t, double degreesOfFreedom) {
    return 2 * new TDistribution(null, degreesOfFreedom).cumulativeProbability(-Math.abs(t));
  }
}
