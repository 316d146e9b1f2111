package dev.ablate.sweep.analysis;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A metric by cell and seed, with the design's levels as numbers. A number is there if the trial
 * completed and has it, else NaN: what diverged, failed or was stopped is never a number in a mean.
 */
final class Observations {

  private final SweepResults results;
  private final Metric metric;
  private final List<Cell> cells;
  private final int[][] levels;
  private final double[][] values;
  private final Trial[][] trials;
  private final int seedCount;

  /** The same without a seed's numbers. */
  Observations without(int seed) {
    return new Observations(this, seed);
  }

  private Observations(Observations whole, int seed) {
    results = whole.results;
    metric = whole.metric;
    cells = whole.cells;
    levels = whole.levels;
    trials = whole.trials;
    seedCount = whole.seedCount;
    values = new double[whole.values.length][];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = whole.values[cell].clone();
      values[cell][seed] = Double.NaN;
    }
  }

  Observations(SweepResults results, Metric metric) {
    this.results = results;
    this.metric = metric;
    this.cells = results.cells();
    List<Long> seeds = results.seeds();
    this.seedCount = seeds.size();
    Map<Cell, Integer> index = new LinkedHashMap<>();
    cells.forEach(cell -> index.put(cell, index.size()));
    Map<Long, Integer> seedIndex = new LinkedHashMap<>();
    seeds.forEach(seed -> seedIndex.put(seed, seedIndex.size()));
    this.levels = new int[cells.size()][];
    this.values = new double[cells.size()][seeds.size()];
    this.trials = new Trial[cells.size()][seeds.size()];
    Levels known = new Levels(results.axes());
    for (int cell = 0; cell < levels.length; cell++) {
      levels[cell] = known.of(cells.get(cell));
      Arrays.fill(values[cell], Double.NaN);
    }
    for (Trial trial : results.trials()) {
      int cell = index.get(trial.cell());
      int seed = seedIndex.get(trial.seed());
      trials[cell][seed] = trial;
      Double value = trial.values().get(metric.name());
      if (trial.status() == Status.COMPLETED && value != null) {
        values[cell][seed] = value;
      }
    }
  }

  SweepResults results() {
    return results;
  }

  Metric metric() {
    return metric;
  }

  List<Axis> axes() {
    return results.axes();
  }

  /** 1 where more is better, else -1. */
  int sign() {
    return metric.moreIsBetter() ? 1 : -1;
  }

  int cellCount() {
    return cells.size();
  }

  int seedCount() {
    return seedCount;
  }

  Cell cell(int cell) {
    return cells.get(cell);
  }

  /** The position of a cell's value among the axis's; -1 where the axis does not apply. */
  int level(int cell, int axis) {
    return levels[cell][axis];
  }

  int[] levels(int cell) {
    return levels[cell];
  }

  /** NaN where there is none. */
  double value(int cell, int seed) {
    return values[cell][seed];
  }

  /** Which trials have a number: of each cell its seeds, one after the other. */
  BitSet measured() {
    BitSet measured = new BitSet();
    for (int cell = 0; cell < values.length; cell++) {
      for (int seed = 0; seed < seedCount; seed++) {
        measured.set(cell * seedCount + seed, !Double.isNaN(values[cell][seed]));
      }
    }
    return measured;
  }

  double[] values(int cell) {
    return values[cell];
  }

  /** Null if the design has no such point. */
  Trial trial(int cell, int seed) {
    return trials[cell][seed];
  }

  /** Whether no cell was asked of more than one seed. */
  boolean oneSeed() {
    for (Trial[] row : trials) {
      int asked = 0;
      for (Trial trial : row) {
        asked += trial == null ? 0 : 1;
      }
      if (asked > 1) {
        return false;
      }
    }
    return true;
  }

  Moments moments(int cell) {
    return Differences.moments(values[cell]);
  }

  /** The axes' values as positions. */
  private static final class Levels {
    private final List<Map<Object, Integer>> positions;

    Levels(List<Axis> axes) {
      positions =
          axes.stream()
              .map(
                  axis -> {
                    Map<Object, Integer> of = new LinkedHashMap<>();
                    axis.values().forEach(value -> of.put(value, of.size()));
                    return of;
                  })
              .toList();
    }

    int[] of(Cell cell) {
      int[] levels = new int[positions.size()];
      for (int axis = 0; axis < levels.length; axis++) {
        Object value = cell.values().get(axis);
        Integer level = value == null ? Integer.valueOf(-1) : positions.get(axis).get(value);
        if (level == null) {
          throw new IllegalArgumentException(
              cell.axes().get(axis).name() + " has no value " + value);
        }
        levels[axis] = level;
      }
      return levels;
    }
  }
}
