package dev.ablate.sweep.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Few rows of levels among which each pair of levels of any two factors occurs, found greedily: a
 * row begins with a pair not covered yet, then takes for each factor the level that covers most.
 * After Cohen, Dalal, Fredman, Patton, "The AETG system", 1997.
 */
final class CoveringArray {
  private static final int OPEN = -1;

  private final Space space;
  private final Conditions conditions;
  private final int[] sizes;
  private final boolean[][][][] covered;

  CoveringArray(Space space, Conditions conditions) {
    this.space = space;
    this.conditions = conditions;
    this.sizes = space.sizes();
    this.covered = new boolean[sizes.length][sizes.length][][];
    for (int a = 0; a < sizes.length; a++) {
      for (int b = a + 1; b < sizes.length; b++) {
        covered[a][b] = new boolean[sizes[a]][sizes[b]];
      }
    }
  }

  List<int[]> rows() {
    List<int[]> rows = new ArrayList<>();
    if (sizes.length < 2) {
      new Odometer(sizes).forEachRemaining(rows::add);
      return rows;
    }
    for (int a = 0; a < sizes.length; a++) {
      for (int b = a + 1; b < sizes.length; b++) {
        for (int pair = 0; pair < sizes[a] * sizes[b]; pair++) {
          int levelA = pair / sizes[b];
          int levelB = pair % sizes[b];
          if (!covered[a][b][levelA][levelB]) {
            int[] row = new int[sizes.length];
            Arrays.fill(row, OPEN);
            row[a] = levelA;
            row[b] = levelB;
            if (isAdmitted(row)) {
              rows.add(complete(row));
            }
          }
        }
      }
    }
    return rows;
  }

  private int[] complete(int[] row) {
    for (int factor = 0; factor < row.length; factor++) {
      if (row[factor] == OPEN) {
        row[factor] = bestLevel(row, factor);
      }
    }
    for (int a = 0; a < row.length; a++) {
      for (int b = a + 1; b < row.length; b++) {
        covered[a][b][row[a]][row[b]] = true;
      }
    }
    return row;
  }

  private int bestLevel(int[] row, int factor) {
    int best = 0;
    int most = -1;
    for (int level = 0; level < sizes[factor]; level++) {
      row[factor] = level;
      int gain = isAdmitted(row) ? newPairs(row, factor) : -1;
      if (gain > most) {
        best = level;
        most = gain;
      }
    }
    return best;
  }

  private int newPairs(int[] row, int factor) {
    int pairs = 0;
    for (int other = 0; other < row.length; other++) {
      if (other != factor && row[other] != OPEN) {
        int a = Math.min(factor, other);
        int b = Math.max(factor, other);
        pairs += covered[a][b][row[a]][row[b]] ? 0 : 1;
      }
    }
    return pairs;
  }

  /** What is open is unknown to a constraint, and breaks none. */
  private boolean isAdmitted(int[] row) {
    return conditions.broken(space.choice(row)).isEmpty();
  }
}
