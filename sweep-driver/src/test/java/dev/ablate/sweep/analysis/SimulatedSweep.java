package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Sweeps of which the truth is known: four axes, 24 cells, effects that add up, and noise in two
 * parts, what a seed does to all cells alike and what it does to one.
 *
 * @param seeds of each cell
 * @param unequal whether the cells of the higher rate have ten times the variance of the others
 * @param holes what is not there
 */
record SimulatedSweep(int seeds, boolean unequal, Holes holes) {

  /** What a sweep lacks. */
  enum Holes {
    /** Nothing. */
    NONE,
    /** One cell in five, with all of its seeds. */
    CELLS,
    /** One trial in five, here and there. */
    TRIALS
  }

  /** Standard deviation of what a seed does to one cell. */
  static final double NOISE = 0.004;

  private static final double SHARED = 0.003;
  private static final double LEVEL = 0.7;
  private static final double SHARE = 0.2;

  static final Axis OPTIMIZER =
      new Axis("optimizer", Axis.Kind.TEXT, List.of("adam", "sgd"), "adam");
  static final Axis FILTERS = new Axis("filters", Axis.Kind.WHOLE, List.of(8L, 16L, 32L), 8L);
  static final Axis RATE = new Axis("rate", Axis.Kind.NUMBER, List.of(0.01, 0.1), 0.01);
  static final Axis NORM = new Axis("norm", Axis.Kind.BOOLEAN, List.of(false, true), false);

  private static final List<Axis> AXES = List.of(OPTIMIZER, FILTERS, RATE, NORM);

  /** What a value adds; nothing for those that are not named. */
  record Effects(Map<Object, Double> byValue) {
    static final Effects NONE = new Effects(Map.of());

    /** Some axes matter; the last does not. */
    static final Effects SOME = new Effects(Map.of("sgd", -0.05, 16L, 0.01, 32L, 0.012, 0.1, 0.02));

    /**
     * No larger than the noise, so that a share of chance would be seen; the last axis has none.
     */
    static final Effects SMALL = new Effects(Map.of("sgd", -0.004, 16L, 0.003, 0.1, 0.004));

    double of(Object value) {
      return byValue.getOrDefault(value, 0.0);
    }
  }

  /** Standard deviation over seeds, the root of the cells' mean variance. */
  double deviation() {
    return Math.sqrt(SHARED * SHARED + (unequal ? 5.5 : 1) * NOISE * NOISE);
  }

  SweepResults draw(Random random, Effects effects) {
    double[] shared = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      shared[seed] = SHARED * random.nextGaussian();
    }
    List<Cell> cells = cells();
    boolean[] missing = missing(random, cells.size());
    List<Trial> trials = new ArrayList<>();
    for (Cell cell : cells) {
      double truth = LEVEL;
      for (Object value : cell.values()) {
        truth += effects.of(value);
      }
      double deviation = unequal && cell.value(RATE).equals(0.1) ? Math.sqrt(10) * NOISE : NOISE;
      for (int seed = 0; seed < seeds; seed++) {
        double accuracy = truth + shared[seed] + deviation * random.nextGaussian();
        boolean lost = missing[cell.id()] || (holes == Holes.TRIALS && random.nextDouble() < SHARE);
        trials.add(
            new Trial(
                cell,
                seed,
                cell.id() + "." + seed,
                1,
                lost ? Status.DIVERGED : Status.COMPLETED,
                null,
                lost ? Map.of() : Map.of(Metric.TEST_ACCURACY.name(), accuracy)));
      }
    }
    return new SweepResults("simulated", AXES, trials, SweepResults.Curves.NONE);
  }

  private boolean[] missing(Random random, int cells) {
    boolean[] missing = new boolean[cells];
    int wanted = holes == Holes.CELLS ? (int) Math.round(SHARE * cells) : 0;
    for (int left = wanted; left > 0; ) {
      int cell = random.nextInt(cells);
      left -= missing[cell] ? 0 : 1;
      missing[cell] = true;
    }
    return missing;
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Object optimizer : OPTIMIZER.values()) {
      for (Object filters : FILTERS.values()) {
        for (Object rate : RATE.values()) {
          for (Object norm : NORM.values()) {
            cells.add(new Cell(cells.size(), AXES, List.of(optimizer, filters, rate, norm)));
          }
        }
      }
    }
    return cells;
  }
}
