package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.CurvePoint;
import dev.ablate.sweep.report.Findings;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.plot.CurvePlot;
import dev.ablate.sweep.report.plot.StrongestAxes;
import dev.ablate.sweep.report.plot.Style;
import dev.ablate.sweep.report.plot.SvgText;
import java.util.List;

/** Curves over the epochs: drawn by the page's script, and once as a picture without it. */
final class CurvesSection {

  private CurvesSection() {}

  static void write(Html out, ReportData data, CurveData curves) {
    out.raw("<section id=curves><h2>Curves</h2>");
    if (data.curves().isEmpty()) {
      out.element("p", "No epoch was measured yet.").raw("</section>");
      return;
    }
    out.raw("<figure><figcaption><h3 id=curve-title>Curves over the epochs</h3><p>");
    out.text("A line is a cell, the mean over its seeds, with its 95 % interval as a band.");
    out.raw(" ").text(curves.note());
    out.raw(
        " Press a value in the legend to hide its lines; with the plot in focus the arrow keys"
            + " walk along a line and from line to line.</p></figcaption>");
    out.raw("<div id=curve-controls class=controls></div><div id=curve-legend class=legend></div>");
    out.raw("<div id=curve-panels></div><output id=curve-readout aria-live=polite></output>");
    out.raw("<noscript>").raw(still(data)).raw("</noscript>");
    out.raw("<details class=numbers id=curve-numbers><summary>Numbers</summary>");
    out.scrolling("Numbers of the curves")
        .raw("<table><thead></thead><tbody></tbody></table></div>");
    out.copyable("SQL", "SELECT * FROM curves ORDER BY split, metric, cell, epoch");
    out.raw("</details></figure></section>");
  }

  private static String still(ReportData data) {
    List<Axis> axes =
        StrongestAxes.of(
            data.first().map(Findings::importance).orElse(List.of()), data.results().axes());
    CurvePoint any = CurveData.preferred(data.curves());
    CurvePlot plot =
        new CurvePlot(
            any.split(), any.metric(), axes.isEmpty() ? null : axes.get(0), data.curves());
    return SvgText.inline(plot, Style.PAGE);
  }
}
