package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a design could show before anything of it is trained: the mean paired difference that the
 * test of {@link MainEffect} finds in four of five cases, at the strictest of Holm's levels, if all
 * trials complete and seeds move all cells alike.
 *
 * <p>A mean over {@code m} matched cells of {@code s} seeds, each of whose numbers has the
 * deviation {@code d}, has the standard error {@code d * sqrt(2 / (m * s))} with {@code m * (s -
 * 1)} degrees of freedom. Where a seed moves matched cells alike, smaller differences are shown.
 */
public final class Sensitivity {

  private static final int MOST_SEEDS = 10_000;

  private final List<Axis> axes;
  private final List<Tests> tests = new ArrayList<>();
  private final double deviation;

  private Sensitivity(SweepResults design, double deviation) {
    this.axes = design.axes();
    this.deviation = deviation;
    Observations observations = new Observations(design, Metric.TEST_ACCURACY);
    for (int axis = 0; axis < axes.size(); axis++) {
      tests.add(Tests.of(observations, axis));
    }
  }

  /**
   * Of a design, whose trials need no values.
   *
   * @param deviation of what a seed does to a trial and not to all trials alike
   */
  public static Sensitivity of(SweepResults design, double deviation) {
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("deviation must be 0 or more, but was " + deviation);
    }
    return new Sensitivity(design, deviation);
  }

  /** The axes of the design, in order. */
  public List<Axis> axes() {
    return axes;
  }

  /**
   * The least difference shown between a value of the axis and its baseline: of the value with the
   * fewest matched cells. Nothing where no two cells differ in this axis alone, or below two seeds.
   */
  public OptionalDouble difference(Axis axis, int seeds) {
    return tests.get(axes.indexOf(axis)).difference(deviation, seeds);
  }

  /**
   * How many seeds show this difference on every axis that has matched cells. Nothing where no axis
   * has any, or no number of seeds up to ten thousand is enough.
   *
   * @param difference above 0
   */
  public OptionalInt seedsFor(double difference) {
    int most = 0;
    for (Tests each : tests) {
      if (each.cells > 0) {
        most = Math.max(most, each.seedsFor(deviation, difference));
      }
    }
    return most == 0 || most > MOST_SEEDS ? OptionalInt.empty() : OptionalInt.of(most);
  }

  /**
   * The tests of an axis.
   *
   * @param cells matched, of the value with the fewest but some
   * @param family how many are judged together
   */
  private record Tests(int cells, int family) {

    static Tests of(Observations observations, int axis) {
      Axis varied = observations.axes().get(axis);
      int baseline = varied.values().indexOf(varied.baseline());
      int family = 0;
      int fewest = 0;
      for (int value = 0; value < varied.values().size(); value++) {
        int cells = 0;
        for (int[] group : Matching.by(observations, axis)) {
          cells +=
              value != baseline && matched(observations, group[value], group[baseline]) ? 1 : 0;
        }
        family += cells > 0 ? 1 : 0;
        fewest = cells > 0 && (fewest == 0 || cells < fewest) ? cells : fewest;
      }
      return new Tests(fewest, family);
    }

    private static boolean matched(Observations observations, int one, int other) {
      if (one < 0 || other < 0) {
        return false;
      }
      for (int seed = 0; seed < observations.seedCount(); seed++) {
        Trial first = observations.trial(one, seed);
        Trial second = observations.trial(other, seed);
        if (trained(first) && trained(second) && !first.sharesTrial(second)) {
          return true;
        }
      }
      return false;
    }

    private static boolean trained(Trial trial) {
      return trial != null && trial.status() != Status.INVALID && trial.status() != Status.EXCLUDED;
    }

    OptionalDouble difference(double deviation, int seeds) {
      if (cells == 0 || seeds < 2) {
        return OptionalDouble.empty();
      }
      double freedom = (double) cells * (seeds - 1);
      return OptionalDouble.of(
          deviation
              * Math.sqrt(2.0 / cells / seeds)
              * Power.detectable(freedom, Power.critical(freedom, family)));
    }

    /** More than {@link #MOST_SEEDS} if that is not enough. */
    int seedsFor(double deviation, double wanted) {
      int enough = 2;
      while (enough <= MOST_SEEDS && difference(deviation, enough).orElseThrow() > wanted) {
        enough *= 2;
      }
      int few = enough / 2;
      while (enough - few > 1) {
        int middle = (few + enough) / 2;
        if (difference(deviation, middle).orElse(Double.POSITIVE_INFINITY) > wanted) {
          few = middle;
        } else {
          enough = middle;
        }
      }
      return enough;
    }
  }
}
