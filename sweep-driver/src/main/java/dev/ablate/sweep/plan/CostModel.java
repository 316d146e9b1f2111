package dev.ablate.sweep.plan;

import dev.ablate.model.NetworkSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Seconds of a trial on one slot, from what was measured on this machine before: a sum over {@link
 * CostObservation#KINDS kinds of work} with prices that are not negative, fitted to least relative
 * error.
 */
public final class CostModel {
  /** How much the typical ratio of prices weighs, in observations. */
  private static final double PRIOR_WEIGHT = 0.05;

  private static final int SWEEPS = 500;

  /** Error taken for granted: of the machine, not of the model. */
  private static final double LEAST_ERROR = 0.05;

  private final double[] prices;
  private final double logError;

  private CostModel(double[] prices, double logError) {
    this.prices = prices;
    this.logError = logError;
  }

  /** Fits prices; nothing without observations. */
  public static Optional<CostModel> fit(List<CostObservation> observations) {
    List<CostObservation> usable =
        observations.stream().filter(observation -> observation.seconds() > 0).toList();
    if (usable.isEmpty()) {
      return Optional.empty();
    }
    double[] prices = prices(usable);
    double squares =
        usable.stream()
            .mapToDouble(o -> Math.log(seconds(prices, o.amounts()) / o.seconds()))
            .map(error -> error * error)
            .sum();
    // Fitted prices flatter their own observations: as many are taken off as are fitted.
    double freedom = Math.max(1, usable.size() - prices.length);
    double error = Math.sqrt(squares / freedom);
    return Optional.of(new CostModel(prices, Math.max(LEAST_ERROR, error)));
  }

  /** Estimated seconds of a trial. */
  public double seconds(NetworkSummary summary, TrialWork work) {
    return seconds(prices, CostObservation.amounts(summary, work));
  }

  /** Standard deviation of the logarithm of estimated over true seconds. */
  public double logError() {
    return logError;
  }

  private static double seconds(double[] prices, List<Double> amounts) {
    double seconds = 0;
    for (int k = 0; k < prices.length; k++) {
      seconds += prices[k] * amounts.get(k);
    }
    return seconds;
  }

  /** Coordinate descent on relative errors, drawn a little towards typical ratios. */
  private static double[] prices(List<CostObservation> observations) {
    int kinds = CostObservation.KINDS.size();
    double[] typical = CostObservation.TYPICAL.stream().mapToDouble(d -> d).toArray();
    double[][] shares = new double[observations.size()][kinds];
    double[] ratios = new double[observations.size()];
    for (int i = 0; i < shares.length; i++) {
      CostObservation observation = observations.get(i);
      for (int k = 0; k < kinds; k++) {
        shares[i][k] = observation.amounts().get(k) * typical[k] / observation.seconds();
      }
      ratios[i] = 1 / Arrays.stream(shares[i]).sum();
    }
    Arrays.sort(ratios);
    double speed = ratios[ratios.length / 2];
    double[] factors = new double[kinds];
    Arrays.fill(factors, speed);
    double[] rest = new double[shares.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = 1 - speed * Arrays.stream(shares[i]).sum();
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int k = 0; k < kinds; k++) {
        improve(k, factors, speed, shares, rest);
      }
    }
    double[] prices = new double[kinds];
    Arrays.setAll(prices, k -> factors[k] * typical[k]);
    return prices;
  }

  private static void improve(
      int k, double[] factors, double speed, double[][] shares, double[] rest) {
    double weight = PRIOR_WEIGHT / (speed * speed);
    double numerator = weight * speed;
    double denominator = weight;
    for (int i = 0; i < rest.length; i++) {
      double share = shares[i][k];
      numerator += share * (rest[i] + share * factors[k]);
      denominator += share * share;
    }
    double better = Math.max(0, numerator / denominator);
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= shares[i][k] * (better - factors[k]);
    }
    factors[k] = better;
  }
}
