package dev.ablate.sweep.analysis;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The views of an analysis, by the names that queries use. */
public enum View {
  /** {@link CellSummary}. */
  CELLS(CellSummary.class, "a design cell over its seeds", perMetric(Analysis::cells)),
  /** {@link MainEffect}. */
  MAIN_EFFECTS(
      MainEffect.class,
      "a value of an axis against the baseline's, over matched pairs",
      perMetric(Analysis::mainEffects)),
  /** {@link Comparison}. */
  COMPARISONS(
      Comparison.class,
      "two values of an axis, over matched pairs",
      perMetric(Analysis::comparisons)),
  /** {@link Interaction}. */
  INTERACTIONS(
      Interaction.class,
      "how much the effect of one axis depends on another",
      perMetric(Analysis::interactions)),
  /** {@link AnovaTerm}. */
  ANOVA(AnovaTerm.class, "a term of the linear model, type II", perMetric(Analysis::anova)),
  /** {@link Importance}. */
  IMPORTANCE(
      Importance.class,
      "share of the variance among cells, corrected for seed noise",
      perMetric(Analysis::importance)),
  /** {@link AblationStep}. */
  ABLATION_PATH(
      AblationStep.class,
      "a step from the baseline to the best cell, every cell measured",
      perMetric(Analysis::ablationPath)),
  /** {@link CurvePoint}. */
  CURVES(CurvePoint.class, "a cell after an epoch, over its seeds", Analysis::curves),
  /** {@link Noise}. */
  NOISE(Noise.class, "how much seeds alone make trials differ", perMetric(Analysis::noise)),
  /** {@link ParetoPoint}. */
  PARETO(ParetoPoint.class, "cells that no other beats in accuracy and cost", Analysis::pareto),
  /** {@link GeneralisationGap}. */
  GENERALISATION_GAP(
      GeneralisationGap.class, "train minus test of a cell", Analysis::generalisationGaps),
  /** {@link FailureRate}. */
  FAILURES(FailureRate.class, "how trials with a value ended", Analysis::failures),
  /** {@link ExpectedBest}. */
  EXPECTED_BEST(
      ExpectedBest.class, "what k cells drawn at random would have found", Analysis::expectedBest);

  private final Class<? extends Record> type;
  private final String comment;

  // Method references only, which hold nothing that changes.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Function<Analysis, List<? extends Record>> rows;

  View(
      Class<? extends Record> type,
      String comment,
      Function<Analysis, List<? extends Record>> rows) {
    this.type = type;
    this.comment = comment;
    this.rows = rows;
  }

  /** As queries have it: {@code main_effects}. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a row is for, in a line. */
  public String comment() {
    return comment;
  }

  /** The view of that name; null if there is none. */
  static View named(String table) {
    return Stream.of(values()).filter(view -> view.table().equals(table)).findFirst().orElse(null);
  }

  /** Its columns. */
  RecordTable columns(List<Axis> axes) {
    return new RecordTable(type, axes);
  }

  /** Its rows. */
  List<? extends Record> rows(Analysis analysis) {
    return rows.apply(analysis);
  }

  private static Function<Analysis, List<? extends Record>> perMetric(
      BiFunction<Analysis, Metric, List<? extends Record>> rows) {
    return analysis ->
        analysis.metrics().stream()
            .flatMap(metric -> rows.apply(analysis, metric).stream())
            .toList();
  }
}
