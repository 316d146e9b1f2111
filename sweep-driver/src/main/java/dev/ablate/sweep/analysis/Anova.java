package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Beta;

/** Analysis of variance from nested fits; what a design cannot tell apart is named. */
final class Anova {

  private final ModelTerms model;
  private final Metric metric;
  private final SumOfSquares type;
  private final LeastSquares squares;
  private final List<List<Integer>> columns = new ArrayList<>();
  private final List<Set<String>> aliases = new ArrayList<>();
  private final double residual;
  private final int residualFreedom;

  Anova(Observations observations, SumOfSquares type) {
    this.metric = observations.metric();
    this.type = type;
    this.model = new ModelTerms(observations, type);
    List<Integer> termOf = new ArrayList<>();
    List<double[]> matrix = matrix(model, termOf);
    model.terms().forEach(term -> columns.add(new ArrayList<>()));
    model.terms().forEach(term -> aliases.add(new TreeSet<>()));
    squares = new LeastSquares(matrix, model.measured());
    LeastSquares.Fit fit = squares.fit(all(matrix));
    for (int column : fit.kept()) {
      if (column > 0) {
        columns.get(termOf.get(column)).add(column);
      }
    }
    nameAliases(fit, termOf);
    double total = 0;
    for (double one : model.measured()) {
      total += one * one;
    }
    residual = fit.residual() <= 1e-24 * total ? 0 : fit.residual();
    residualFreedom = model.n() - fit.kept().size();
  }

  /**
   * Names what the terms that fell out are made of. Terms that are contained in the one that fell
   * out, or in another part of it, are there for the coding's sake and say nothing.
   */
  private void nameAliases(LeastSquares.Fit fit, List<Integer> termOf) {
    Map<Integer, Set<Integer>> sameAs = new TreeMap<>();
    for (LeastSquares.Dropped dropped : fit.dropped()) {
      int term = termOf.get(dropped.column());
      if (term < 0 || model.terms().get(term).empty() != null) {
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
    aliases.get(one).add(model.terms().get(other).name());
    aliases.get(other).add(model.terms().get(one).name());
  }

  private boolean isWithin(int part, int whole) {
    return part != whole && model.terms().get(whole).contains(model.terms().get(part));
  }

  /** The constant and the terms' columns; of each, its term, or -1. */
  private static List<double[]> matrix(ModelTerms model, List<Integer> termOf) {
    List<double[]> matrix = new ArrayList<>();
    double[] constant = new double[model.n()];
    Arrays.fill(constant, 1);
    matrix.add(constant);
    termOf.add(-1);
    for (int term = 0; term < model.terms().size(); term++) {
      for (double[] column : model.terms().get(term).columns()) {
        matrix.add(column);
        termOf.add(term);
      }
    }
    return matrix;
  }

  private static List<Integer> all(List<double[]> matrix) {
    return IntStream.range(0, matrix.size()).boxed().toList();
  }

  /** Mean square of the residual; null where nothing is left for it. */
  Double error() {
    return residualFreedom < 1 ? null : (Double) (residual / residualFreedom);
  }

  /** A row a term, the residual last; none if nothing was measured. */
  List<AnovaTerm> rows() {
    List<AnovaTerm> rows = new ArrayList<>();
    if (model.n() == 0) {
      return rows;
    }
    for (int term = 0; term < model.terms().size(); term++) {
      rows.add(row(term));
    }
    rows.add(
        new AnovaTerm(
            metric,
            AnovaTerm.RESIDUAL,
            model.n(),
            residual,
            residualFreedom,
            error(),
            null,
            null,
            null,
            null));
    return rows;
  }

  private AnovaTerm row(int term) {
    Term asked = model.terms().get(term);
    int freedom = columns.get(term).size();
    if (freedom == 0) {
      return new AnovaTerm(
          metric, asked.name(), model.n(), null, 0, null, null, null, null, lost(term));
    }
    double sum = sumOfSquares(term);
    Double error = error();
    boolean tested = error != null && error > 0;
    double f = tested ? sum / freedom / error : 0;
    return new AnovaTerm(
        metric,
        asked.name(),
        model.n(),
        sum,
        freedom,
        sum / freedom,
        tested ? (Double) f : null,
        tested ? (Double) tail(f, freedom) : null,
        tested ? (Double) ((sum - freedom * error) / (sum + (model.n() - freedom) * error)) : null,
        lost(term));
  }

  /** That F is at least this large. */
  private double tail(double f, int freedom) {
    return Beta.regularizedBeta(
        residualFreedom / (residualFreedom + freedom * f), residualFreedom / 2.0, freedom / 2.0);
  }

  private String lost(int term) {
    Term asked = model.terms().get(term);
    if (asked.empty() != null) {
      return asked.empty();
    }
    if (!aliases.get(term).isEmpty()) {
      return String.join(", ", aliases.get(term));
    }
    return columns.get(term).isEmpty() ? "one value" : null;
  }

  private double sumOfSquares(int term) {
    List<Integer> order = new ArrayList<>(List.of(0));
    for (int other = 0; other < columns.size(); other++) {
      boolean held =
          other != term
              && (type == SumOfSquares.TYPE_III
                  || !model.terms().get(other).contains(model.terms().get(term)));
      if (held) {
        order.addAll(columns.get(other));
      }
    }
    int before = order.size();
    order.addAll(columns.get(term));
    LeastSquares.Fit fit = squares.fit(order);
    double sum = 0;
    for (int i = 0; i < fit.kept().size(); i++) {
      sum += order.indexOf(fit.kept().get(i)) >= before ? fit.gained().get(i) : 0;
    }
    return sum;
  }
}
