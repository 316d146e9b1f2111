package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.CellSummary;
import dev.ablate.sweep.analysis.Importance;
import dev.ablate.sweep.analysis.ParetoPoint;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.report.Findings;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.plot.CostPlot;
import dev.ablate.sweep.report.plot.HeatMap;
import dev.ablate.sweep.report.plot.ParallelPlot;
import dev.ablate.sweep.report.plot.SeedPlot;
import dev.ablate.sweep.report.plot.SlicePlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Every trial in five ways. */
final class TrialsSection {

  private TrialsSection() {}

  static void write(Html out, ReportData data) {
    out.raw("<section id=trials><h2>Every trial</h2>");
    if (data.first().isEmpty()) {
      out.element("p", "No trial has a number yet.").raw("</section>");
      return;
    }
    Findings findings = data.first().get();
    List<Axis> varied =
        data.results().axes().stream().filter(axis -> axis.values().size() > 1).toList();
    if (!varied.isEmpty()) {
      out.raw(
          "<p class=hint>Drag along an axis of the first plot to keep only the lines that pass"
              + " there; the leaderboard follows. Escape lets go.</p><div id=parallel>");
      out.wideFigure(
          new ParallelPlot(findings.metric(), varied, findings.cells()),
          Queries.of("cells", findings.metric()));
      out.raw("</div>");
      out.figure(
          new SlicePlot(findings.metric(), varied, data.results().trials(), findings.cells()),
          Queries.of("cells", findings.metric()));
    }
    List<Axis> two = strongest(findings, varied);
    if (two.size() == 2) {
      out.figure(
          new HeatMap(findings.metric(), two.get(0), two.get(1), findings.cells()),
          Queries.of("cells", findings.metric()));
    }
    costs(out, data);
    out.figure(
        new SeedPlot(findings.metric(), findings.cells(), data.results().trials()),
        Queries.of("cells", findings.metric()));
    out.raw("</section>");
  }

  /** The two axes with the largest shares. */
  static List<Axis> strongest(Findings findings, List<Axis> axes) {
    Comparator<Axis> byShare =
        Comparator.comparingDouble(
            axis ->
                findings.importance().stream()
                    .filter(row -> row.otherAxis() == null && row.axis().equals(axis.name()))
                    .mapToDouble(Importance::share)
                    .sum());
    return axes.stream().sorted(byShare.reversed()).limit(2).toList();
  }

  private static void costs(Html out, ReportData data) {
    Map<String, List<ParetoPoint>> fronts = new LinkedHashMap<>();
    data.pareto()
        .forEach(
            point -> fronts.computeIfAbsent(point.against(), cost -> new ArrayList<>()).add(point));
    fronts.forEach(
        (cost, front) ->
            out.figure(
                plot(data, cost, front),
                "SELECT * FROM pareto WHERE against = " + Queries.quoted(cost)));
  }

  static CostPlot plot(ReportData data, String cost, List<ParetoPoint> front) {
    String metric = front.get(0).metric().name();
    List<CostPlot.Point> points = new ArrayList<>();
    Map<Integer, List<Trial>> byCell = new LinkedHashMap<>();
    data.results()
        .trials()
        .forEach(
            trial -> byCell.computeIfAbsent(trial.cell().id(), id -> new ArrayList<>()).add(trial));
    for (CellSummary cell : data.first().orElseThrow().cells()) {
      if (cell.mean() != null) {
        List<Trial> trials =
            byCell.getOrDefault(cell.cell().id(), List.of()).stream()
                .filter(t -> t.values().containsKey(metric) && t.values().containsKey(cost))
                .toList();
        if (!trials.isEmpty()) {
          points.add(
              new CostPlot.Point(
                  cell.cell().label(),
                  mean(trials, trial -> trial.values().get(metric)),
                  mean(trials, trial -> trial.values().get(cost))));
        }
      }
    }
    return new CostPlot(front.get(0).metric(), cost, points, front);
  }

  private static double mean(List<Trial> trials, ToDoubleFunction<Trial> number) {
    return trials.stream().mapToDouble(number).average().orElseThrow();
  }
}
