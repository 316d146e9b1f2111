package dev.ablate.sweep.report;

import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.CellSummary;
import dev.ablate.sweep.analysis.Importance;
import dev.ablate.sweep.analysis.Interaction;
import dev.ablate.sweep.analysis.MainEffect;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.Noise;
import java.util.List;

/**
 * What the analysis says of one metric.
 *
 * @param metric which
 * @param cells each over its seeds
 * @param effects of every value of every axis
 * @param interactions of every two axes
 * @param importance of every axis and pair
 * @param noise of all cells together; null if there is none
 */
public record Findings(
    Metric metric,
    List<CellSummary> cells,
    List<MainEffect> effects,
    List<Interaction> interactions,
    List<Importance> importance,
    Noise noise) {

  public Findings {
    cells = List.copyOf(cells);
    effects = List.copyOf(effects);
    interactions = List.copyOf(interactions);
    importance = List.copyOf(importance);
  }

  /** Asks the analysis. */
  public static Findings of(Analysis analysis, Metric metric) {
    return new Findings(
        metric,
        analysis.cells(metric),
        analysis.mainEffects(metric),
        analysis.interactions(metric),
        analysis.importance(metric),
        analysis.noise(metric).stream().filter(Noise::isAll).findFirst().orElse(null));
  }
}
