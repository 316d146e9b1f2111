package dev.ablate.sweep.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Few rows of levels among which each pair of levels of any two factors occurs, found greedily: a
 * row begins with a pair not covered yet, then takes for each factor the level that covers most.
 * After Cohen, Dalal, Fredman, Patton, "The AETG system", 1997.
 */
final class CoveringArray {
  private static final int OPEN = -1;

  /** Of a row's levels, before a pair is taken to be impossible. */
  private static final int MOST_TRIES = 10_000;

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
            if (isAdmitted(row) && complete(row, 0, new AtomicInteger(MOST_TRIES))) {
              cover(row);
              rows.add(row);
            }
          }
        }
      }
    }
    return rows;
  }

  private void cover(int[] row) {
    for (int a = 0; a < row.length; a++) {
      for (int b = a + 1; b < row.length; b++) {
        covered[a][b][row[a]][row[b]] = true;
      }
    }
  }

  /**
   * Sets what is open, so that the constraints are met; the levels that cover most first.
   *
   * @param tries left before it gives up
   * @return whether there is a way
   */
  private boolean complete(int[] row, int factor, AtomicInteger tries) {
    if (factor == row.length) {
      return true;
    }
    if (row[factor] != OPEN) {
      return complete(row, factor + 1, tries);
    }
    for (int level : levels(row, factor)) {
      row[factor] = level;
      if (tries.getAndDecrement() > 0 && isAdmitted(row) && complete(row, factor + 1, tries)) {
        return true;
      }
    }
    row[factor] = OPEN;
    return false;
  }

  private List<Integer> levels(int[] row, int factor) {
    int[] gains = new int[sizes[factor]];
    for (int level = 0; level < gains.length; level++) {
      row[factor] = level;
      gains[level] = newPairs(row, factor);
    }
    row[factor] = OPEN;
    return IntStream.range(0, gains.length)
        .boxed()
        .sorted(Comparator.comparing(level -> -gains[level]))
        .toList();
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
