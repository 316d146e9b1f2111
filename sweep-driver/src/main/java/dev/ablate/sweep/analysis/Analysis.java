package dev.ablate.sweep.analysis;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a sweep's results say: one method a view. Nothing is kept between calls; each costs at most
 * a few passes over the trials.
 */
public final class Analysis {

  private final SweepResults results;
  private final IntervalMethod method;

  private Analysis(SweepResults results, IntervalMethod method) {
    this.results = Objects.requireNonNull(results);
    this.method = Objects.requireNonNull(method);
  }

  /** Of these results, with t intervals. */
  public static Analysis of(SweepResults results) {
    return new Analysis(results, IntervalMethod.T);
  }

  /** The same with another interval of paired differences. */
  public Analysis with(IntervalMethod other) {
    return new Analysis(results, other);
  }

  /** What is analysed. */
  public SweepResults results() {
    return results;
  }

  /**
   * The metrics that views have unless others are asked: test accuracy at the best validation
   * epoch, best validation accuracy, test loss, training time; without validation those of the last
   * epoch. The first is what effects are shown in. After an epoch that was asked for there is no
   * best one yet, and validation accuracy stands beside test accuracy.
   */
  public List<Metric> metrics() {
    Stream<Metric> accuracies =
        validated()
            ? Stream.of(Metric.BEST_TEST_ACCURACY, Metric.BEST_VALIDATION_ACCURACY)
            : Stream.of(Metric.TEST_ACCURACY, Metric.VALIDATION_ACCURACY);
    return Stream.concat(accuracies, Stream.of(Metric.TEST_LOSS, Metric.TRAIN_SECONDS))
        .filter(results::measures)
        .toList();
  }

  /**
   * What cells are chosen by: best validation accuracy; that of the epoch, where all are compared
   * after one; or test accuracy without validation.
   */
  public Metric picking() {
    return Stream.of(Metric.BEST_VALIDATION_ACCURACY, Metric.VALIDATION_ACCURACY)
        .filter(results::measures)
        .findFirst()
        .orElse(Metric.TEST_ACCURACY);
  }

  /** Each cell over its seeds, in the order of the design. */
  public List<CellSummary> cells(Metric metric) {
    return Summaries.cells(observed(metric));
  }

  /** Each value of each axis against the axis's baseline. */
  public List<MainEffect> mainEffects(Metric metric) {
    return new Comparisons(observed(metric), estimator()).mainEffects();
  }

  /** All pairs of values of each axis. */
  public List<Comparison> comparisons(Metric metric) {
    return new Comparisons(observed(metric), estimator()).comparisons();
  }

  /** Each two axes' values against both baselines, where the design has all four cells. */
  public List<Interaction> interactions(Metric metric) {
    return new Interactions(observed(metric), estimator()).rows();
  }

  /** Analysis of variance of type II. */
  public List<AnovaTerm> anova(Metric metric) {
    return anova(metric, SumOfSquares.TYPE_II);
  }

  /** Analysis of variance. */
  public List<AnovaTerm> anova(Metric metric, SumOfSquares type) {
    return anova(List.of(metric), type);
  }

  /** Analysis of variance of each metric: in one go, since most of the work is the same for all. */
  List<AnovaTerm> anova(List<Metric> metrics, SumOfSquares type) {
    return Anova.of(observed(metrics), type).stream().flatMap(one -> one.rows().stream()).toList();
  }

  /** The share of each axis, and of each pair, in the variance among cells. */
  public List<Importance> importance(Metric metric) {
    return importance(List.of(metric));
  }

  /** The same of each metric. */
  List<Importance> importance(List<Metric> metrics) {
    return ImportanceShares.of(observed(metrics));
  }

  /** The way from the baseline to the best cell. */
  public List<AblationStep> ablationPath(Metric metric) {
    return AblationPath.of(observed(picking()), observed(metric));
  }

  /** Each cell after each epoch. */
  public List<CurvePoint> curves() {
    return CurveTable.of(results, name -> true);
  }

  /** Each cell after each epoch in one number, named by split and metric. */
  public List<CurvePoint> curves(Metric metric) {
    return CurveTable.of(results, metric.name()::equals);
  }

  /** How much seeds make trials differ: a row a cell, the last for all. */
  public List<Noise> noise(Metric metric) {
    return Summaries.noise(observed(metric));
  }

  /** The cells that no other beats in accuracy and cost at once. */
  public List<ParetoPoint> pareto() {
    return Summaries.pareto(observed(picking()), observed(reporting()));
  }

  /** What each cell loses between training and test images. */
  public List<GeneralisationGap> generalisationGaps() {
    return Summaries.gaps(results);
  }

  /** How trials with each value ended. */
  public List<FailureRate> failures() {
    return Summaries.failures(results);
  }

  /** What a random search of so many cells would have found. */
  public List<ExpectedBest> expectedBest() {
    return Summaries.expectedBest(observed(picking()), observed(reporting()));
  }

  private Metric reporting() {
    return validated() ? Metric.BEST_TEST_ACCURACY : Metric.TEST_ACCURACY;
  }

  private boolean validated() {
    return results.measures(Metric.BEST_VALIDATION_ACCURACY);
  }

  private Observations observed(Metric metric) {
    return new Observations(results, metric);
  }

  private List<Observations> observed(List<Metric> metrics) {
    return metrics.stream().map(this::observed).toList();
  }

  private Function<Differences, Estimate> estimator() {
    return switch (method) {
      case T -> Estimate::of;
      case BOOTSTRAP ->
          differences -> {
            Estimate estimate = Estimate.of(differences);
            Interval interval = Bootstrap.of(differences);
            return interval == null ? estimate : estimate.with(interval);
          };
    };
  }
}
