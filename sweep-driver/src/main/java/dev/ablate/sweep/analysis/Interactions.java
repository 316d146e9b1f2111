package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What two axes do together beyond each alone, against both baselines. */
final class Interactions {

  private static final Losses NONE = new Losses(0, 0);

  private final Observations observations;
  private final Function<Differences, Estimate> estimator;

  Interactions(Observations observations, Function<Differences, Estimate> estimator) {
    this.observations = observations;
    this.estimator = estimator;
  }

  private record Surplus(int axis, int value, int other, int otherValue, Estimate estimate) {}

  /** A row for each combination of values of which the design has matched quadruples. */
  List<Interaction> rows() {
    List<Surplus> found = new ArrayList<>();
    int axes = observations.axes().size();
    for (int axis = 0; axis < axes; axis++) {
      for (int other = axis + 1; other < axes; other++) {
        add(found, axis, other);
      }
    }
    List<Double> adjusted =
        Holm.adjust(
            Arrays.asList(found.stream().map(each -> each.estimate.p()).toArray(Double[]::new)));
    List<Interaction> rows = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      rows.add(row(found.get(i), adjusted.get(i), Holm.size(adjusted)));
    }
    return rows;
  }

  private void add(List<Surplus> found, int axis, int other) {
    Collection<int[][]> groups = Matching.by(observations, axis, other);
    int baseline = baseline(axis);
    int otherBaseline = baseline(other);
    for (int value = 0; value < size(axis); value++) {
      for (int otherValue = 0; otherValue < size(other); otherValue++) {
        if (value != baseline && otherValue != otherBaseline) {
          Differences.Builder rows = new Differences.Builder();
          for (int[][] cells : groups) {
            int[] four = {
              cells[value][otherValue],
              cells[baseline][otherValue],
              cells[value][otherBaseline],
              cells[baseline][otherBaseline]
            };
            if (Arrays.stream(four).allMatch(cell -> cell >= 0)) {
              rows.add(surpluses(four));
            }
          }
          Estimate estimate = estimator.apply(rows.build());
          if (estimate.pairs() > 0) {
            found.add(new Surplus(axis, value, other, otherValue, estimate));
          }
        }
      }
    }
  }

  private double[] surpluses(int[] four) {
    double[] row = new double[observations.seedCount()];
    for (int seed = 0; seed < row.length; seed++) {
      row[seed] =
          shared(four, seed)
              ? Double.NaN
              : observations.value(four[0], seed)
                  - observations.value(four[1], seed)
                  - observations.value(four[2], seed)
                  + observations.value(four[3], seed);
    }
    return row;
  }

  /** Whether two of four points are one measurement. */
  private boolean shared(int[] four, int seed) {
    for (int i = 0; i < four.length; i++) {
      for (int j = 0; j < i; j++) {
        Trial one = observations.trial(four[i], seed);
        Trial other = observations.trial(four[j], seed);
        if (one != null && other != null && one.sharesTrial(other)) {
          return true;
        }
      }
    }
    return false;
  }

  private Interaction row(Surplus surplus, Double adjusted, int family) {
    Axis axis = observations.axes().get(surplus.axis);
    Axis other = observations.axes().get(surplus.other);
    Estimate estimate = surplus.estimate;
    return new Interaction(
        observations.metric(),
        axis,
        axis.values().get(surplus.value),
        axis.baseline(),
        other,
        other.values().get(surplus.otherValue),
        other.baseline(),
        4 * estimate.pairs(),
        estimate.cells(),
        estimate.mean(),
        Interval.lowOf(estimate.interval()),
        Interval.highOf(estimate.interval()),
        estimate.p(),
        adjusted,
        new Judge(observations).verdict(estimate, adjusted, family, NONE, NONE));
  }

  private int size(int axis) {
    return observations.axes().get(axis).values().size();
  }

  private int baseline(int axis) {
    Axis varied = observations.axes().get(axis);
    return varied.values().indexOf(varied.baseline());
  }
}
