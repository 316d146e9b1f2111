package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * From the baseline to the best cell, one axis at a time. Fawcett, Hoos, "Analysing differences
 * between algorithm configurations through ablation", 2016, with cells that were measured alone.
 */
final class AblationPath {

  private final Observations picked;
  private final int[] baseline;

  private AblationPath(Observations picked) {
    this.picked = picked;
    this.baseline =
        picked.axes().stream().mapToInt(axis -> axis.values().indexOf(axis.baseline())).toArray();
  }

  /** A step of the way, by the number of the cell reached; -1 if that is not in the design. */
  private record Reached(int cell, List<Integer> axes, String note) {}

  /**
   * The path, in the metric of {@code reported}.
   *
   * @param picked what is best, and which step is taken next
   */
  static List<AblationStep> of(Observations picked, Observations reported) {
    AblationPath path = new AblationPath(picked);
    List<AblationStep> rows = new ArrayList<>();
    int before = -1;
    for (Reached reached : path.way()) {
      rows.add(path.step(reported, rows.size(), before, reached));
      before = reached.cell;
    }
    return rows;
  }

  private List<Reached> way() {
    int start = start();
    int best = best();
    if (best < 0) {
      return List.of(new Reached(start, List.of(), "no cell was measured"));
    }
    if (start < 0 || !measured(start)) {
      return List.of(new Reached(start, List.of(), "the baseline was not measured"));
    }
    List<Reached> way = new ArrayList<>();
    way.add(new Reached(start, List.of(), start == best ? "the baseline is the best" : null));
    int here = start;
    while (here != best) {
      List<Integer> left = differing(here, best);
      int next = left.size() == 1 ? best : nearest(here, best, left);
      if (next < 0) {
        way.add(new Reached(best, left, "no cell between was measured: " + between(here, best)));
        here = best;
      } else {
        way.add(new Reached(next, differing(here, next), null));
        here = next;
      }
    }
    return way;
  }

  /** The measured cell one axis nearer to the best that is itself best; -1 if there is none. */
  private int nearest(int here, int best, List<Integer> left) {
    int found = -1;
    for (int axis : left) {
      int[] levels = picked.levels(here).clone();
      levels[axis] = picked.level(best, axis);
      int cell = cell(levels);
      if (cell >= 0 && measured(cell) && (found < 0 || better(cell, found))) {
        found = cell;
      }
    }
    return found;
  }

  private AblationStep step(Observations reported, int number, int before, Reached reached) {
    Cell cell = reached.cell < 0 ? baselineCell() : picked.cell(reached.cell);
    Moments mean = reached.cell < 0 ? new Moments() : reported.moments(reached.cell);
    Double measured = mean.n() == 0 ? null : (Double) mean.mean();
    if (reached.axes.isEmpty()) {
      return new AblationStep(
          reported.metric(),
          number,
          null,
          null,
          null,
          cell,
          mean.n(),
          measured,
          null,
          null,
          null,
          reached.note);
    }
    double[] gains = new double[reported.seedCount()];
    for (int seed = 0; seed < gains.length; seed++) {
      gains[seed] = reported.value(reached.cell, seed) - reported.value(before, seed);
    }
    Differences.Builder row = new Differences.Builder();
    row.add(gains);
    Estimate gain = Estimate.of(row.build());
    return new AblationStep(
        reported.metric(),
        number,
        joined(reached.axes, axis -> picked.axes().get(axis).name()),
        joined(reached.axes, axis -> text(before, axis)),
        joined(reached.axes, axis -> text(reached.cell, axis)),
        cell,
        2 * gain.pairs(),
        measured,
        gain.mean(),
        Interval.lowOf(gain.interval()),
        Interval.highOf(gain.interval()),
        reached.note);
  }

  private String text(int cell, int axis) {
    return Text.of(picked.cell(cell).values().get(axis));
  }

  private static String joined(List<Integer> axes, IntFunction<String> text) {
    return String.join("+", axes.stream().map(text::apply).toList());
  }

  private Cell baselineCell() {
    return new Cell(-1, picked.axes(), picked.axes().stream().map(Axis::baseline).toList());
  }

  /** The cell where each axis that applies is at its baseline; -1 if the design has none. */
  private int start() {
    int found = -1;
    int applying = -1;
    for (int cell = 0; cell < picked.cellCount(); cell++) {
      int applied = 0;
      boolean all = true;
      for (int axis = 0; axis < baseline.length; axis++) {
        int level = picked.level(cell, axis);
        applied += level >= 0 ? 1 : 0;
        all &= level < 0 || level == baseline[axis];
      }
      if (all && applied > applying) {
        applying = applied;
        found = cell;
      }
    }
    return found;
  }

  private int best() {
    int best = -1;
    for (int cell = 0; cell < picked.cellCount(); cell++) {
      if (measured(cell) && (best < 0 || better(cell, best))) {
        best = cell;
      }
    }
    return best;
  }

  private boolean measured(int cell) {
    return picked.moments(cell).n() > 0;
  }

  private boolean better(int cell, int other) {
    return picked.sign() * (picked.moments(cell).mean() - picked.moments(other).mean()) > 0;
  }

  private List<Integer> differing(int cell, int other) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < baseline.length; axis++) {
      if (picked.level(cell, axis) != picked.level(other, axis)) {
        axes.add(axis);
      }
    }
    return axes;
  }

  private int cell(int[] levels) {
    for (int cell = 0; cell < picked.cellCount(); cell++) {
      if (Arrays.equals(picked.levels(cell), levels)) {
        return cell;
      }
    }
    return -1;
  }

  private String between(int here, int best) {
    List<String> changes = new ArrayList<>();
    for (int axis : differing(here, best)) {
      changes.add(picked.axes().get(axis).name() + "=" + text(best, axis));
    }
    return String.join(" nor ", changes) + " alone";
  }
}
