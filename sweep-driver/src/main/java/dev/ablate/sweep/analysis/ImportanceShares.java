package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the variance among cells divides over axes and pairs of axes: of a full grid's means the
 * functional analysis of variance itself, of other designs that of the fitted model.
 */
final class ImportanceShares {

  private static final int FEWEST_SEEDS = 3;

  private ImportanceShares() {}

  /** The names of one or two axes; the second is null for one. */
  private record Component(String axis, String other) {}

  /** Of each metric, in order: the rows of its shares, the rest last. */
  static List<Importance> of(List<Observations> metrics) {
    List<Map<Component, Double>> shares = shares(metrics);
    List<Map<Component, Interval>> intervals = jackknife(metrics, shares);
    List<Importance> rows = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      rows.addAll(rows(metrics.get(i), shares.get(i), intervals.get(i)));
    }
    return rows;
  }

  private static List<Importance> rows(
      Observations observations,
      Map<Component, Double> shares,
      Map<Component, Interval> intervals) {
    int n = observations.measured().cardinality();
    List<Importance> rows = new ArrayList<>();
    if (n == 0) {
      return rows;
    }
    String basis = isGrid(observations) ? "grid" : "model";
    double rest = 1;
    for (Map.Entry<Component, Double> share : shares.entrySet()) {
      Component component = share.getKey();
      rest -= share.getValue();
      Interval interval = intervals.get(component);
      rows.add(
          new Importance(
              observations.metric(),
              component.axis,
              component.other,
              n,
              share.getValue(),
              Interval.lowOf(interval),
              Interval.highOf(interval),
              basis));
    }
    rows.add(
        new Importance(
            observations.metric(), Importance.RESIDUAL, null, n, rest, null, null, basis));
    return rows;
  }

  private static List<Map<Component, Double>> shares(List<Observations> metrics) {
    List<Observations> others = metrics.stream().filter(one -> !isGrid(one)).toList();
    Iterator<Anova> models = Anova.of(others, SumOfSquares.TYPE_II).iterator();
    return metrics.stream().map(one -> isGrid(one) ? ofGrid(one) : ofModel(models.next())).toList();
  }

  /** Without each seed in turn; Tukey, 1958. */
  private static List<Map<Component, Interval>> jackknife(
      List<Observations> metrics, List<Map<Component, Double>> shares) {
    int seeds = metrics.isEmpty() ? 0 : metrics.get(0).seedCount();
    if (seeds < FEWEST_SEEDS) {
      return Collections.nCopies(metrics.size(), Map.of());
    }
    Map<Observations, Map<Component, Moments>> left = new LinkedHashMap<>();
    metrics.stream()
        .filter(ImportanceShares::staysOfOneKind)
        .forEach(metric -> left.put(metric, new HashMap<>()));
    for (int seed = 0; seed < seeds; seed++) {
      int leftOut = seed;
      Iterator<Map<Component, Double>> found =
          shares(left.keySet().stream().map(one -> one.without(leftOut)).toList()).iterator();
      for (Map<Component, Moments> moments : left.values()) {
        found
            .next()
            .forEach(
                (component, share) ->
                    moments.computeIfAbsent(component, none -> new Moments()).add(share));
      }
    }
    List<Map<Component, Interval>> intervals = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      intervals.add(intervals(shares.get(i), left.getOrDefault(metrics.get(i), Map.of()), seeds));
    }
    return intervals;
  }

  /** Whether it is a grid without any of the seeds if it is one with all: shares of both differ. */
  private static boolean staysOfOneKind(Observations metric) {
    boolean grid = isGrid(metric);
    return IntStream.range(0, metric.seedCount())
        .allMatch(seed -> isGrid(metric.without(seed)) == grid);
  }

  private static Map<Component, Interval> intervals(
      Map<Component, Double> shares, Map<Component, Moments> left, int seeds) {
    Map<Component, Interval> intervals = new HashMap<>();
    shares.forEach(
        (component, share) -> {
          Moments moments = left.get(component);
          if (moments != null && moments.n() == seeds) {
            double error = Math.sqrt((seeds - 1.0) / seeds * moments.squares());
            intervals.put(component, Interval.around(share, error, seeds - 1));
          }
        });
    return intervals;
  }

  /** Whether each combination of values was measured. */
  private static boolean isGrid(Observations observations) {
    long combinations = 1;
    for (Axis axis : observations.axes()) {
      combinations *= axis.values().size();
      if (combinations > observations.cellCount()) {
        return false;
      }
    }
    for (int cell = 0; cell < observations.cellCount(); cell++) {
      for (int level : observations.levels(cell)) {
        if (level < 0) {
          return false;
        }
      }
      if (observations.moments(cell).n() == 0) {
        return false;
      }
    }
    return combinations == observations.cellCount();
  }

  private static Map<Component, Double> ofGrid(Observations observations) {
    int axes = observations.axes().size();
    int cells = observations.cellCount();
    double[] means = new double[cells];
    for (int cell = 0; cell < cells; cell++) {
      means[cell] = observations.moments(cell).mean();
    }
    Moments all = Moments.of(means);
    double total = all.squares();
    Double noise = SeedNoise.of(observations).meanVariance();
    double[][] mains = new double[axes][];
    Map<Component, Double> shares = new LinkedHashMap<>();
    for (int axis = 0; axis < axes; axis++) {
      mains[axis] = marginal(observations, means, all.mean(), axis, -1);
      double squares = squares(mains[axis]) * cells / mains[axis].length;
      shares.put(
          new Component(observations.axes().get(axis).name(), null),
          share(squares, mains[axis].length - 1, total, noise));
    }
    for (int axis = 0; axis < axes; axis++) {
      for (int other = axis + 1; other < axes; other++) {
        double[] both = marginal(observations, means, all.mean(), axis, other);
        int width = mains[other].length;
        for (int i = 0; i < both.length; i++) {
          both[i] -= mains[axis][i / width] + mains[other][i % width];
        }
        shares.put(
            new Component(
                observations.axes().get(axis).name(), observations.axes().get(other).name()),
            share(
                squares(both) * cells / both.length,
                (mains[axis].length - 1) * (width - 1),
                total,
                noise));
      }
    }
    return shares;
  }

  /** Means by the level of one axis, or of two, less the mean of all. */
  private static double[] marginal(
      Observations observations, double[] means, double centre, int axis, int other) {
    int size = observations.axes().get(axis).values().size();
    int width = other < 0 ? 1 : observations.axes().get(other).values().size();
    double[] sums = new double[size * width];
    for (int cell = 0; cell < means.length; cell++) {
      int place =
          observations.level(cell, axis) * width
              + (other < 0 ? 0 : observations.level(cell, other));
      sums[place] += means[cell] - centre;
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= (double) means.length / sums.length;
    }
    return sums;
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  /** Chance alone gives a component the variance of a mean for each of its degrees of freedom. */
  private static double share(double squares, int freedom, double total, Double noise) {
    return total == 0 ? 0 : (squares - (noise == null ? 0 : freedom * noise)) / total;
  }

  private static Map<Component, Double> ofModel(Anova anova) {
    Double error = anova.error();
    double total = 0;
    Map<Component, Double> shares = new LinkedHashMap<>();
    for (AnovaTerm term : anova.rows()) {
      total += term.sumOfSquares() == null || isSeed(term) ? 0 : term.sumOfSquares();
    }
    for (AnovaTerm term : anova.rows()) {
      boolean residual = term.term().equals(AnovaTerm.RESIDUAL);
      if (!residual && !isSeed(term)) {
        double squares = term.sumOfSquares() == null ? 0 : term.sumOfSquares();
        String[] axes = term.term().split(":", 2);
        shares.put(
            new Component(axes[0], axes.length == 1 ? null : axes[1]),
            share(squares, term.degreesOfFreedom(), total, error));
      }
    }
    return shares;
  }

  private static boolean isSeed(AnovaTerm term) {
    return term.term().equals(AnovaTerm.SEED);
  }
}
