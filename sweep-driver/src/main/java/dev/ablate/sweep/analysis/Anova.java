package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.special.Beta;

/** Analysis of variance of a metric from nested fits. */
final class Anova {

  private final Metric metric;
  private final LinearModel model;
  private final int response;
  private final double residual;

  private Anova(Metric metric, LinearModel model, int response) {
    this.metric = metric;
    this.model = model;
    this.response = response;
    this.residual = model.residual(response);
  }

  /** Of each metric, in order; those that the same trials have share a model. */
  static List<Anova> of(List<Observations> metrics, SumOfSquares type) {
    Map<Object, List<Observations>> sameTrials = new LinkedHashMap<>();
    for (Observations one : metrics) {
      sameTrials.computeIfAbsent(one.measured(), none -> new ArrayList<>()).add(one);
    }
    Map<Observations, Anova> found = new LinkedHashMap<>();
    for (List<Observations> same : sameTrials.values()) {
      LinearModel model = new LinearModel(same, type);
      for (int i = 0; i < same.size(); i++) {
        found.put(same.get(i), new Anova(same.get(i).metric(), model, i));
      }
    }
    return metrics.stream().map(found::get).toList();
  }

  /** Mean square of the residual; null where nothing is left for it. */
  Double error() {
    return model.residualFreedom() < 1 ? null : (Double) (residual / model.residualFreedom());
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
            model.residualFreedom(),
            error(),
            null,
            null,
            null,
            null));
    return rows;
  }

  private AnovaTerm row(int term) {
    Term asked = model.terms().get(term);
    int freedom = model.freedom(term);
    if (freedom == 0) {
      return new AnovaTerm(
          metric, asked.name(), model.n(), null, 0, null, null, null, null, lost(term));
    }
    double sum = model.sumOfSquares(term, response);
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
    int left = model.residualFreedom();
    return Beta.regularizedBeta(left / (left + freedom * f), left / 2.0, freedom / 2.0);
  }

  private String lost(int term) {
    Term asked = model.terms().get(term);
    if (asked.empty() != null) {
      return asked.empty();
    }
    if (!model.aliases(term).isEmpty()) {
      return String.join(", ", model.aliases(term));
    }
    return model.freedom(term) == 0 ? "one value" : null;
  }
}
