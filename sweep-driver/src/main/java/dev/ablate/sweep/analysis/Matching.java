package dev.ablate.sweep.analysis;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Cells that differ in one axis, or in two, and in nothing else. */
final class Matching {

  private Matching() {}

  /**
   * The cells of each group by their level on an axis; -1 where the design has none. Cells to which
   * the axis does not apply are in no group.
   */
  static Collection<int[]> by(Observations observations, int axis) {
    int size = observations.axes().get(axis).values().size();
    Map<IntBuffer, int[]> groups = new LinkedHashMap<>();
    for (int cell = 0; cell < observations.cellCount(); cell++) {
      int level = observations.level(cell, axis);
      if (level >= 0) {
        int[] others = observations.levels(cell).clone();
        others[axis] = -1;
        groups.computeIfAbsent(IntBuffer.wrap(others), none -> filled(size))[level] = cell;
      }
    }
    return groups.values();
  }

  /** The same for two axes: cells by the level on the first, then by that on the second. */
  static Collection<int[][]> by(Observations observations, int axis, int other) {
    int size = observations.axes().get(axis).values().size();
    int otherSize = observations.axes().get(other).values().size();
    Map<IntBuffer, int[][]> groups = new LinkedHashMap<>();
    for (int cell = 0; cell < observations.cellCount(); cell++) {
      int level = observations.level(cell, axis);
      int otherLevel = observations.level(cell, other);
      if (level >= 0 && otherLevel >= 0) {
        int[] others = observations.levels(cell).clone();
        others[axis] = -1;
        others[other] = -1;
        groups
                .computeIfAbsent(
                    IntBuffer.wrap(others),
                    none -> {
                      int[][] made = new int[size][];
                      Arrays.setAll(made, i -> filled(otherSize));
                      return made;
                    })[level][otherLevel] =
            cell;
      }
    }
    return groups.values();
  }

  private static int[] filled(int size) {
    int[] cells = new int[size];
    Arrays.fill(cells, -1);
    return cells;
  }
}
