package dev.ablate.sweep.analysis;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The views of an analysis, by the names that queries use. */
public enum View {
  /** {@link CellSummary}. */
  CELLS(
      CellSummary.class,
      "a cell, one combination of values, over its seeds; low and high are the 95 % t interval "
          + "of the mean; what diverged, failed or was stopped is counted, never averaged",
      perMetric(Analysis::cells)),
  /** {@link MainEffect}. */
  MAIN_EFFECTS(
      MainEffect.class,
      "a value of an axis against the baseline's: mean difference over matched cells, paired by "
          + "seed, its 95 % t interval by Satterthwaite, p adjusted by Holm within axis and metric",
      perMetric(Analysis::mainEffects)),
  /** {@link Comparison}. */
  COMPARISONS(
      Comparison.class,
      "any two values of an axis, compared as in main_effects; probability_better is the share of "
          + "pairs won, with its 95 % Wilson interval",
      perMetric(Analysis::comparisons)),
  /** {@link Interaction}. */
  INTERACTIONS(
      Interaction.class,
      "how much the effect of an axis depends on another: the difference of paired differences, "
          + "p adjusted by Holm over all rows of the metric",
      perMetric(Analysis::interactions)),
  /** {@link AnovaTerm}. */
  ANOVA(
      AnovaTerm.class,
      "a term of the linear model of axes and pairs of axes, seeds as a block; type II sums of "
          + "squares; aliased_with names what the design cannot tell apart",
      analysis -> analysis.anova(analysis.metrics(), SumOfSquares.TYPE_II)),
  /** {@link AnovaTerm}. */
  ANOVA_TYPE_III(
      AnovaTerm.class,
      "the same as anova with type III sums of squares, values coded as sums to zero",
      analysis -> analysis.anova(analysis.metrics(), SumOfSquares.TYPE_III)),
  /** {@link Importance}. */
  IMPORTANCE(
      Importance.class,
      "the share of the variance among cells due to an axis, or to two axes beyond each alone, "
          + "corrected for the noise of seeds; all rows of a metric sum to 1",
      analysis -> analysis.importance(analysis.metrics())),
  /** {@link AblationStep}. */
  ABLATION_PATH(
      AblationStep.class,
      "a step from the baseline to the best cell, one axis at a time, the largest gain first; "
          + "every cell was measured, and the best is chosen by validation",
      perMetric(Analysis::ablationPath)),
  /** {@link CurvePoint}. */
  CURVES(
      CurvePoint.class,
      "a cell after an epoch: mean and 95 % t interval over the seeds that reached it",
      Analysis::curves),
  /** {@link Noise}. */
  NOISE(
      Noise.class,
      "standard deviation over seeds within a cell and, where cell is null, within all: no "
          + "difference much below it is seen with few seeds",
      perMetric(Analysis::noise)),
  /** {@link ParetoPoint}. */
  PARETO(
      ParetoPoint.class,
      "a cell that no other beats in accuracy and cost at once; the front is chosen by validation",
      Analysis::pareto),
  /** {@link GeneralisationGap}. */
  GENERALISATION_GAP(
      GeneralisationGap.class,
      "train minus test of a cell, paired by seed, with its 95 % t interval",
      Analysis::generalisationGaps),
  /** {@link FailureRate}. */
  FAILURES(
      FailureRate.class,
      "how the trials with a value ended; low and high are the 95 % Wilson interval of the rate at "
          + "which they diverged or failed",
      Analysis::failures),
  /** {@link ExpectedBest}. */
  EXPECTED_BEST(
      ExpectedBest.class,
      "what a search of k cells drawn at random finds on average: the best accuracy, and the test "
          + "accuracy of the cell picked by it",
      Analysis::expectedBest);

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

  /** What a row is for, and what its numbers mean, in a sentence. */
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
