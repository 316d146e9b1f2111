package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.ParetoPoint;
import dev.ablate.sweep.report.Findings;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.plot.CostPlot;
import dev.ablate.sweep.report.plot.HeatMap;
import dev.ablate.sweep.report.plot.ParallelPlot;
import dev.ablate.sweep.report.plot.SeedPlot;
import dev.ablate.sweep.report.plot.SlicePlot;
import dev.ablate.sweep.report.plot.StrongestAxes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    List<Axis> two = StrongestAxes.of(findings.importance(), varied);
    if (two.size() > 1) {
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

  private static void costs(Html out, ReportData data) {
    Map<String, List<ParetoPoint>> fronts = new LinkedHashMap<>();
    data.pareto()
        .forEach(
            point -> fronts.computeIfAbsent(point.against(), cost -> new ArrayList<>()).add(point));
    fronts.forEach(
        (cost, front) ->
            out.figure(
                CostPlot.of(data.results(), cost, front),
                "SELECT * FROM pareto WHERE against = " + Queries.quoted(cost)));
  }
}
