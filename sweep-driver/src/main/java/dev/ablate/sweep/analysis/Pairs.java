package dev.ablate.sweep.analysis;

import java.util.Arrays;
import java.util.Collection;

/**
 * The pairs of two values of an axis.
 *
 * @param differences value minus against
 * @param missing pairs that the design asks and that do not both exist
 */
record Pairs(Differences differences, int missing) {

  /**
   * The pairs of a value and another. Two points that share a trial, because the axis changes
   * nothing there, are no pair.
   */
  static Pairs of(Observations observations, Collection<int[]> groups, int value, int against) {
    Differences.Builder differences = new Differences.Builder();
    int missing = 0;
    for (int[] group : groups) {
      int one = group[value];
      int other = group[against];
      if (one < 0 || other < 0) {
        continue;
      }
      double[] row = new double[observations.seedCount()];
      Arrays.fill(row, Double.NaN);
      for (int seed = 0; seed < row.length; seed++) {
        Trial first = observations.trial(one, seed);
        Trial second = observations.trial(other, seed);
        if (first == null || second == null || first.sharesTrial(second)) {
          continue;
        }
        row[seed] = observations.value(one, seed) - observations.value(other, seed);
        missing += Double.isNaN(row[seed]) ? 1 : 0;
      }
      differences.add(row);
    }
    return new Pairs(differences.build(), missing);
  }
}
