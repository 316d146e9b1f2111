package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.CellSummary;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.text.Rounded;
import dev.ablate.sweep.results.TrialDetails;
import dev.ablate.sweep.results.table.LayerRow;
import java.util.List;
import java.util.Locale;

/** A cell: its trials, its network's layers, the specification of one of its trials. */
final class CellDetails {

  private CellDetails() {}

  static void write(Html out, int rank, CellSummary cell, ReportData data, List<Trial> trials) {
    out.raw("<details class=cell id=\"cell-" + cell.cell().id() + "\"><summary>")
        .text(rank + ". " + cell.cell().label() + ": ")
        .text(Rounded.withInterval(cell.mean(), cell.low(), cell.high()))
        .raw("</summary>");
    out.raw(
        "<p><button type=button class=to-curves data-cell=\""
            + cell.cell().id()
            + "\">Show its curves</button></p>");
    out.scrolling("Trials of " + cell.cell().label());
    out.raw("<table><thead><tr>");
    List.of("trial", "seed", "status", cell.metric().name(), "epochs", "train s", "device", "host")
        .forEach(name -> out.raw("<th scope=col>").text(name).raw("</th>"));
    out.raw("</tr></thead><tbody>");
    for (Trial trial : trials) {
      trial(out, cell, trial, data.details().get(trial.trialId()));
    }
    out.raw("</tbody></table></div>");
    CellCommand.of(cell.cell()).ifPresent(command -> out.copyable("command", command));
    List<TrialDetails> details = LeaderboardSection.details(data, trials);
    if (!details.isEmpty()) {
      layers(out, details.get(0).layers());
      out.copyable("specification of seed " + details.get(0).seed(), details.get(0).spec());
      out.copyable(
          "SQL",
          "SELECT * FROM epochs WHERE trial_id = " + Queries.quoted(details.get(0).trialId()));
    }
    out.raw("</details>");
  }

  private static void trial(Html out, CellSummary cell, Trial trial, TrialDetails details) {
    Double value = trial.values().get(cell.metric().name());
    out.raw("<tr><td><code>").text(trial.trialId() == null ? "–" : trial.trialId());
    out.raw("</code></td><td class=n>").text(Long.toString(trial.seed())).raw("</td>");
    out.element("td", trial.status().name().toLowerCase(Locale.ROOT));
    out.raw("<td class=n>").text(value == null ? "–" : Rounded.number(value)).raw("</td>");
    out.raw("<td class=n>")
        .text(details == null ? "–" : Integer.toString(details.epochCount().epochsTrained()));
    out.raw("</td><td class=n>")
        .text(details == null ? "–" : Rounded.number(details.trainSeconds()));
    out.raw("</td>").element("td", details == null ? "–" : details.device());
    out.element("td", details == null ? "–" : details.host()).raw("</tr>");
  }

  private static void layers(Html out, List<LayerRow> layers) {
    out.scrolling("Layers").raw("<table><thead><tr>");
    List.of("layer", "kind", "input", "output", "parameters", "MACs")
        .forEach(name -> out.raw("<th scope=col>").text(name).raw("</th>"));
    out.raw("</tr></thead><tbody>");
    for (LayerRow layer : layers) {
      out.raw("<tr>").element("td", layer.name()).element("td", layer.kind());
      out.element("td", layer.input()).element("td", layer.output());
      out.raw("<td class=n>")
          .text(Rounded.number((double) layer.parameters()))
          .raw("</td><td class=n>");
      out.text(Rounded.number((double) layer.macs())).raw("</td></tr>");
    }
    out.raw("</tbody></table></div>");
  }
}
