package dev.ablate.sweep.report.plot;

import dev.ablate.spec.Names;
import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.CurvePoint;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.Noise;
import dev.ablate.sweep.analysis.ParetoPoint;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.results.table.LayerStatRow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The plots that can be had as files, by the names of the command line. */
public enum PlotKind {
  /** {@link ForestPlot}. */
  EFFECTS,
  /** {@link InteractionPlot}. */
  INTERACTIONS,
  /** {@link ImportanceMatrix}. */
  IMPORTANCE,
  /** {@link CurvePlot} of a split's loss or accuracy. */
  CURVES,
  /** {@link SlicePlot}. */
  SLICES,
  /** {@link ParallelPlot}. */
  PARALLEL,
  /** {@link HeatMap} of the two axes that account for most. */
  HEAT_MAP,
  /** {@link CostPanels}. */
  COST,
  /** {@link SeedPlot}. */
  SEEDS,
  /** {@link CurvePlot} of the learning rate. */
  LEARNING_RATE,
  /** {@link LayerPlot} of the best trial. */
  LAYER_STATS;

  /** What was seen of a trial's layers, by its id; empty where nothing was. */
  public interface Layers {
    List<LayerStatRow> of(String trialId);
  }

  /** Whether it draws a number by epoch, named by split and metric: {@code validation_accuracy}. */
  public boolean overEpochs() {
    return this == CURVES || this == LEARNING_RATE;
  }

  /** As the command line has it. */
  @Override
  public String toString() {
    return Names.kebab(this);
  }

  /**
   * The plot of a metric, nothing where the results have nothing to draw.
   *
   * @param metric of trials, or for curves that of an epoch
   * @param layers read only for what draws them
   */
  public Optional<Plot> of(Analysis analysis, Metric metric, Layers layers) {
    List<Axis> axes = analysis.results().axes();
    return switch (this) {
      case EFFECTS -> {
        Noise noise = analysis.noise(metric).stream().filter(Noise::isAll).findFirst().orElse(null);
        yield Optional.of(new ForestPlot(metric, analysis.mainEffects(metric), noise));
      }
      case INTERACTIONS ->
          Optional.of(
                  new InteractionPlot(
                      metric, analysis.interactions(metric), analysis.cells(metric)))
              .filter(plot -> !plot.isEmpty())
              .map(plot -> plot);
      case IMPORTANCE ->
          Optional.of(new ImportanceMatrix(metric, analysis.importance(metric)))
              .filter(plot -> !plot.isEmpty())
              .map(plot -> plot);
      case CURVES, LEARNING_RATE -> curves(analysis, metric);
      case SLICES ->
          Optional.of(
              new SlicePlot(metric, axes, analysis.results().trials(), analysis.cells(metric)));
      case PARALLEL -> Optional.of(new ParallelPlot(metric, axes, analysis.cells(metric)));
      case HEAT_MAP -> {
        List<Axis> two = StrongestAxes.of(analysis.importance(metric), axes);
        yield two.size() < 2
            ? Optional.empty()
            : Optional.of(new HeatMap(metric, two.get(0), two.get(1), analysis.cells(metric)));
      }
      case COST -> {
        List<ParetoPoint> fronts = analysis.pareto();
        yield fronts.isEmpty()
            ? Optional.empty()
            : Optional.of(CostPanels.of(analysis.results(), fronts));
      }
      case SEEDS ->
          Optional.of(new SeedPlot(metric, analysis.cells(metric), analysis.results().trials()));
      case LAYER_STATS -> layers(analysis, metric, layers);
    };
  }

  private static Optional<Plot> layers(Analysis analysis, Metric metric, Layers layers) {
    Comparator<Trial> byMetric =
        Comparator.comparingDouble(trial -> trial.values().get(metric.name()));
    return Measured.with(analysis.results().trials(), metric).stream()
        .min(metric.moreIsBetter() ? byMetric.reversed() : byMetric)
        .flatMap(
            best -> {
              List<LayerStatRow> rows = layers.of(best.trialId());
              String name = best.cell().label() + ", seed " + best.seed();
              return rows.isEmpty() ? Optional.empty() : Optional.of(new LayerPlot(name, rows));
            });
  }

  private static Optional<Plot> curves(Analysis analysis, Metric metric) {
    List<CurvePoint> points = analysis.curves(metric);
    if (points.isEmpty()) {
      return Optional.empty();
    }
    List<Axis> strongest =
        StrongestAxes.of(analysis.importance(analysis.picking()), analysis.results().axes());
    return Optional.of(
        new CurvePlot(
            points.get(0).split(),
            points.get(0).metric(),
            strongest.isEmpty() ? null : strongest.get(0),
            points));
  }
}
