package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The linear model of trials, fitted to one or more metrics that the same trials have: what each
 * term explains, and what a design cannot tell apart.
 */
final class LinearModel {

  private final ModelTerms model;
  private final SumOfSquares type;
  private final LeastSquares squares;
  private final LeastSquares.Basis whole;
  private final List<List<Integer>> columns = new ArrayList<>();
  private final List<Set<String>> aliases = new ArrayList<>();

  /** Of each term, what it adds to the terms that it is tested beside. */
  private final List<List<double[]>> added = new ArrayList<>();

  private final List<double[]> measured;

  /** Of the same trials' numbers in each metric. */
  LinearModel(List<Observations> metrics, SumOfSquares type) {
    this.type = type;
    model = new ModelTerms(metrics.get(0), type);
    measured = metrics.stream().map(model::measured).toList();
    List<Integer> termOf = new ArrayList<>();
    List<double[]> matrix = matrix(termOf);
    model.terms().forEach(term -> columns.add(new ArrayList<>()));
    model.terms().forEach(term -> aliases.add(new TreeSet<>()));
    squares = new LeastSquares(matrix, measured);
    whole = squares.basis(IntStream.range(0, matrix.size()).boxed().toList());
    for (int column : whole.kept()) {
      if (column > 0) {
        columns.get(termOf.get(column)).add(column);
      }
    }
    nameAliases(termOf);
    for (int term = 0; term < columns.size(); term++) {
      added.add(added(term));
    }
  }

  int n() {
    return model.n();
  }

  List<Term> terms() {
    return model.terms();
  }

  /** Degrees of freedom. */
  int freedom(int term) {
    return columns.get(term).size();
  }

  int residualFreedom() {
    return n() - whole.kept().size();
  }

  /** The names of the terms that this one cannot be told from, or that it is made of. */
  Set<String> aliases(int term) {
    return aliases.get(term);
  }

  /** What no term explains of a metric; 0 where it is rounding. */
  double residual(int metric) {
    double total = 0;
    for (double one : measured.get(metric)) {
      total += one * one;
    }
    double residual = squares.residual(whole.directions(), metric);
    return residual <= 1e-24 * total ? 0 : residual;
  }

  /** What a term explains of a metric beyond the terms that it is tested beside. */
  double sumOfSquares(int term, int metric) {
    return squares.explained(added.get(term), metric);
  }

  /** The constant and the terms' columns; of each, its term, or -1. */
  private List<double[]> matrix(List<Integer> termOf) {
    List<double[]> matrix = new ArrayList<>();
    double[] constant = new double[n()];
    Arrays.fill(constant, 1);
    matrix.add(constant);
    termOf.add(-1);
    for (int term = 0; term < terms().size(); term++) {
      for (double[] column : terms().get(term).columns()) {
        matrix.add(column);
        termOf.add(term);
      }
    }
    return matrix;
  }

  /**
   * Names what the terms that fell out are made of. Terms that are contained in the one that fell
   * out, or in another part of it, are there for the coding's sake and say nothing.
   */
  private void nameAliases(List<Integer> termOf) {
    Map<Integer, Set<Integer>> sameAs = new TreeMap<>();
    for (LeastSquares.Dropped dropped : whole.dropped()) {
      int term = termOf.get(dropped.column());
      if (term < 0 || terms().get(term).empty() != null) {
        continue;
      }
      Set<Integer> parts = new TreeSet<>();
      dropped.madeOf().forEach(column -> parts.add(termOf.get(column)));
      parts.remove(-1);
      Set<Integer> named = new TreeSet<>(parts);
      named.removeIf(
          part ->
              part == term
                  || isWithin(part, term)
                  || parts.stream().anyMatch(other -> isWithin(part, other)));
      for (int part : named) {
        alias(term, part);
        if (named.size() == 1) {
          sameAs.computeIfAbsent(part, none -> new TreeSet<>()).add(term);
        }
      }
    }
    for (Set<Integer> same : sameAs.values()) {
      same.forEach(one -> same.stream().filter(other -> other > one).forEach(o -> alias(one, o)));
    }
  }

  private void alias(int one, int other) {
    aliases.get(one).add(terms().get(other).name());
    aliases.get(other).add(terms().get(one).name());
  }

  private boolean isWithin(int part, int whole) {
    return part != whole && terms().get(whole).contains(terms().get(part));
  }

  private List<double[]> added(int term) {
    List<Integer> order = new ArrayList<>(List.of(0));
    for (int other = 0; other < columns.size(); other++) {
      boolean held =
          other != term
              && (type == SumOfSquares.TYPE_III || !terms().get(other).contains(terms().get(term)));
      if (held) {
        order.addAll(columns.get(other));
      }
    }
    Set<Integer> own = Set.copyOf(columns.get(term));
    order.addAll(columns.get(term));
    LeastSquares.Basis basis = squares.basis(order);
    return IntStream.range(0, basis.kept().size())
        .filter(i -> own.contains(basis.kept().get(i)))
        .mapToObj(basis.directions()::get)
        .toList();
  }
}
