package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The linear model of the completed trials: seeds as a block, axes, pairs of axes. A numeric axis
 * that hardly ever repeats a value, as in a random design, is a line and not a level each.
 */
final class ModelTerms {

  /** A model of more columns than this leaves pairs out. */
  private static final int MOST_COLUMNS = 400;

  /** So many are not even looked at. */
  private static final int MOST_BUILT = 4_000;

  private static final int MOST_SHOWN = 3;

  private final Observations observations;
  private final SumOfSquares coding;
  private final List<int[]> rows = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>();

  /** What a row has of a factor: columns of its coding. */
  private record Factor(String name, List<double[]> columns, List<Integer> levels, int size) {}

  ModelTerms(Observations observations, SumOfSquares coding) {
    this.observations = observations;
    this.coding = coding;
    for (int cell = 0; cell < observations.cellCount(); cell++) {
      for (int seed = 0; seed < observations.seedCount(); seed++) {
        if (!Double.isNaN(observations.value(cell, seed))) {
          rows.add(new int[] {cell, seed});
        }
      }
    }
    addTerms();
  }

  int n() {
    return rows.size();
  }

  List<Term> terms() {
    return terms;
  }

  /** The numbers of a metric that the same trials have, by row: how far from the first's. */
  double[] measured(Observations metric) {
    double[] measured = new double[rows.size()];
    for (int i = 0; i < measured.length; i++) {
      // Large and nearly equal numbers keep their digits in the differences.
      measured[i] = value(metric, i) - value(metric, 0);
    }
    return measured;
  }

  private double value(Observations metric, int row) {
    return metric.value(rows.get(row)[0], rows.get(row)[1]);
  }

  private void addTerms() {
    Factor seeds = factor(AnovaTerm.SEED, rows.stream().mapToInt(row -> row[1]).toArray());
    if (seeds.size > 1) {
      terms.add(new Term(seeds.name, Set.of(), seeds.columns, null));
    }
    List<Factor> factors = new ArrayList<>();
    int columns = 1;
    for (int axis = 0; axis < observations.axes().size(); axis++) {
      Factor factor = axis(axis);
      factors.add(factor);
      terms.add(new Term(factor.name, Set.of(axis), factor.columns, null));
      columns += factor.columns.size();
    }
    addPairs(factors, columns);
  }

  private void addPairs(List<Factor> factors, int columns) {
    long possible = columns;
    for (int axis = 0; axis < factors.size(); axis++) {
      for (int other = axis + 1; other < factors.size(); other++) {
        possible += (long) factors.get(axis).columns.size() * factors.get(other).columns.size();
      }
    }
    List<Term> pairs = new ArrayList<>();
    for (int axis = 0; axis < factors.size(); axis++) {
      for (int other = axis + 1; other < factors.size(); other++) {
        pairs.add(
            possible > MOST_BUILT
                ? leftOut(name(factors, axis, other), axis, other, possible)
                : pair(factors, axis, other));
      }
    }
    int used = columns + pairs.stream().mapToInt(pair -> pair.columns().size()).sum();
    for (Term pair : pairs) {
      boolean kept = used <= MOST_COLUMNS || pair.columns().isEmpty();
      int[] axes = pair.axes().stream().mapToInt(axis -> axis).sorted().toArray();
      terms.add(kept ? pair : leftOut(pair.name(), axes[0], axes[1], used));
    }
  }

  private static Term leftOut(String name, int axis, int other, long columns) {
    return new Term(
        name,
        Set.of(axis, other),
        List.of(),
        "left out: the model would have " + columns + " columns");
  }

  private static String name(List<Factor> factors, int axis, int other) {
    return factors.get(axis).name + ":" + factors.get(other).name;
  }

  private Factor axis(int axis) {
    Axis varied = observations.axes().get(axis);
    int[] levels = rows.stream().mapToInt(row -> observations.level(row[0], axis)).toArray();
    long cells = rows.stream().mapToInt(row -> row[0]).distinct().count();
    long distinct = IntStream.of(levels).distinct().count();
    boolean applies = IntStream.of(levels).noneMatch(level -> level < 0);
    if (varied.numeric() && applies && distinct > 8 && 3 * distinct > cells) {
      double[] line = new double[levels.length];
      for (int i = 0; i < line.length; i++) {
        double number = ((Number) varied.values().get(levels[i])).doubleValue();
        line[i] = varied.logarithmic() ? Math.log(number) : number;
      }
      double mean = Moments.of(line).mean();
      for (int i = 0; i < line.length; i++) {
        line[i] -= mean;
      }
      return new Factor(varied.name(), List.of(line), Collections.nCopies(levels.length, 0), 1);
    }
    return factor(varied.name(), levels);
  }

  /** The first level, or the last for sum coding, has no column of its own. */
  private Factor factor(String name, int[] levels) {
    List<Integer> present = List.copyOf(new TreeSet<>(IntStream.of(levels).boxed().toList()));
    List<double[]> columns = new ArrayList<>();
    boolean sum = coding == SumOfSquares.TYPE_III;
    for (int i = sum ? 0 : 1; i < present.size() - (sum ? 1 : 0); i++) {
      double[] column = new double[levels.length];
      for (int row = 0; row < column.length; row++) {
        int level = present.indexOf(levels[row]);
        column[row] = level == i ? 1 : sum && level == present.size() - 1 ? -1 : 0;
      }
      columns.add(column);
    }
    return new Factor(name, columns, IntStream.of(levels).boxed().toList(), present.size());
  }

  private Term pair(List<Factor> factors, int axis, int other) {
    Factor one = factors.get(axis);
    Factor two = factors.get(other);
    List<double[]> columns = new ArrayList<>();
    for (double[] second : two.columns) {
      for (double[] first : one.columns) {
        double[] product = new double[first.length];
        boolean any = false;
        for (int i = 0; i < product.length; i++) {
          product[i] = first[i] * second[i];
          any |= product[i] != 0;
        }
        if (any) {
          columns.add(product);
        }
      }
    }
    return new Term(
        name(factors, axis, other), Set.of(axis, other), columns, empty(axis, one, other, two));
  }

  private String empty(int axis, Factor one, int other, Factor two) {
    Set<List<Integer>> present = new HashSet<>();
    for (int row = 0; row < rows.size(); row++) {
      present.add(List.of(one.levels.get(row), two.levels.get(row)));
    }
    int holes = one.size * two.size - present.size();
    if (holes <= 0) {
      return null;
    }
    Set<String> shown = new LinkedHashSet<>();
    for (int first : new TreeSet<>(one.levels)) {
      for (int second : new TreeSet<>(two.levels)) {
        if (shown.size() < MOST_SHOWN && !present.contains(List.of(first, second))) {
          shown.add(named(axis, first) + " with " + named(other, second));
        }
      }
    }
    return "empty cells: "
        + String.join(", ", shown)
        + (holes > shown.size() ? " and " + (holes - shown.size()) + " more" : "");
  }

  private String named(int axis, int level) {
    Axis varied = observations.axes().get(axis);
    return varied.name() + "=" + Text.of(level < 0 ? null : varied.values().get(level));
  }
}
