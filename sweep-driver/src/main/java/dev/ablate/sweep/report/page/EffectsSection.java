package dev.ablate.sweep.report.page;

import dev.ablate.sweep.report.Findings;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.plot.ForestPlot;
import dev.ablate.sweep.report.plot.ImportanceMatrix;
import dev.ablate.sweep.report.plot.InteractionPlot;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Markup;

/** Main effects and interactions; one metric at a time is shown, all are there. */
final class EffectsSection {

  private EffectsSection() {}

  static void write(Html out, ReportData data) {
    out.raw("<section id=effects><h2>Main effects</h2>");
    if (data.findings().isEmpty()) {
      nothingYet(out);
    } else {
      chooser(out, data);
    }
    for (Findings findings : data.findings()) {
      open(out, findings);
      out.figure(
          new ForestPlot(findings.metric(), findings.effects(), findings.noise()),
          Queries.of("main_effects", findings.metric()));
      out.raw("</div>");
    }
    out.raw("</section><section id=interactions><h2>Interactions</h2>");
    if (data.findings().isEmpty()) {
      nothingYet(out);
    }
    for (Findings findings : data.findings()) {
      open(out, findings);
      interactions(out, findings);
      out.raw("</div>");
    }
    out.raw("</section>");
  }

  private static void nothingYet(Html out) {
    out.element("p", "No trial has a number yet.");
  }

  private static void interactions(Html out, Findings findings) {
    InteractionPlot plot =
        new InteractionPlot(findings.metric(), findings.interactions(), findings.cells());
    ImportanceMatrix matrix = new ImportanceMatrix(findings.metric(), findings.importance());
    if (plot.isEmpty() && matrix.isEmpty()) {
      out.element("p", "The design has no two axes whose values were all crossed.");
    }
    if (!plot.isEmpty()) {
      out.figure(plot, Queries.of("interactions", findings.metric()));
    }
    if (!matrix.isEmpty()) {
      out.figure(matrix, Queries.of("importance", findings.metric()));
    }
  }

  private static void chooser(Html out, ReportData data) {
    out.raw("<p class=controls><label>Metric <select id=metric>");
    for (Findings findings : data.findings()) {
      out.raw("<option value=\"" + Markup.attribute(findings.metric().name()) + "\">");
      out.text(Labels.metric(findings.metric().name())).raw("</option>");
    }
    out.raw("</select></label></p>");
  }

  /** What belongs to one metric: the script shows the chosen one's. */
  static void open(Html out, Findings findings) {
    out.raw(
        "<div class=by-metric data-metric=\"" + Markup.attribute(findings.metric().name()) + "\">");
  }
}
