package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.CellSummary;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.report.Findings;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Markup;
import dev.ablate.sweep.report.text.Rounded;
import dev.ablate.sweep.results.TrialDetails;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cells by their mean; each of the best with its trials, network and what would train it again. */
final class LeaderboardSection {

  /** More cells have their row, but no details. */
  private static final int DETAILED = 100;

  private LeaderboardSection() {}

  static void write(Html out, ReportData data) {
    out.raw("<section id=leaderboard><h2>Leaderboard</h2>");
    if (data.first().isEmpty()) {
      out.element("p", "No trial has a number yet.").raw("</section>");
      return;
    }
    Findings findings = data.first().get();
    List<CellSummary> ranked = ranked(findings);
    List<Axis> axes =
        data.results().axes().stream().filter(axis -> axis.values().size() > 1).toList();
    out.raw(
        "<p class=controls><label>Filter <input id=filter type=search placeholder=\"words that"
            + " a row must have\"></label><output id=shown aria-live=polite></output></p>");
    out.scrolling("Leaderboard").raw("<table id=board class=sortable><thead><tr>");
    header(out, "rank");
    axes.forEach(axis -> header(out, axis.name()));
    List.of("mean", "±", "n", "best", "worst", "parameters", "MACs", "train s", "not completed")
        .forEach(name -> header(out, name));
    out.raw("</tr></thead><tbody>");
    Map<Integer, List<Trial>> byCell = new LinkedHashMap<>();
    data.results()
        .trials()
        .forEach(t -> byCell.computeIfAbsent(t.cell().id(), id -> new ArrayList<>()).add(t));
    for (int i = 0; i < ranked.size(); i++) {
      row(out, i + 1, ranked.get(i), axes, details(data, byCell.get(ranked.get(i).cell().id())));
    }
    out.raw("</tbody></table></div>");
    out.copyable(
        "SQL",
        Queries.of("cells", findings.metric())
            + " ORDER BY mean"
            + (findings.metric().moreIsBetter() ? " DESC" : ""));
    if (ranked.size() > DETAILED) {
      out.element(
          "p", "Details stand below for the best " + DETAILED + " of " + ranked.size() + " cells.");
    }
    out.raw("<h3>Cells in detail</h3>");
    for (int i = 0; i < Math.min(DETAILED, ranked.size()); i++) {
      CellDetails.write(out, i + 1, ranked.get(i), data, byCell.get(ranked.get(i).cell().id()));
    }
    out.raw("</section>");
  }

  private static List<CellSummary> ranked(Findings findings) {
    Comparator<CellSummary> byMean =
        Comparator.comparingDouble(
            cell -> findings.metric().moreIsBetter() ? -cell.mean() : cell.mean());
    return findings.cells().stream().filter(cell -> cell.mean() != null).sorted(byMean).toList();
  }

  static List<TrialDetails> details(ReportData data, List<Trial> trials) {
    return trials.stream()
        .map(trial -> data.details().get(trial.trialId()))
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private static void header(Html out, String name) {
    out.raw("<th scope=col><button type=button>").text(name).raw("</button></th>");
  }

  private static void row(
      Html out, int rank, CellSummary cell, List<Axis> axes, List<TrialDetails> trials) {
    out.raw("<tr data-cell=\"" + cell.cell().id() + "\">");
    out.raw("<th scope=row class=n data-v=" + rank + ">");
    out.raw(
        rank <= DETAILED
            ? "<a href=\"#cell-" + cell.cell().id() + "\">" + rank + "</a>"
            : "" + rank);
    out.raw("</th>");
    for (Axis axis : axes) {
      Object value = cell.cell().value(axis);
      String sort = Markup.attribute(value instanceof Number ? value.toString() : Axis.text(value));
      out.raw("<td class=" + (axis.numeric() ? "n" : "v") + " data-v=\"" + sort + "\">");
      out.text(Labels.value(value)).raw("</td>");
    }
    number(out, cell.mean(), Rounded.mean(cell.mean(), cell.low(), cell.high()));
    Double half = cell.low() == null ? null : (cell.high() - cell.low()) / 2;
    number(out, half, half == null ? "–" : Rounded.mean(half, cell.low(), cell.high()));
    number(out, (double) cell.n(), Integer.toString(cell.n()));
    number(out, cell.best(), Rounded.mean(cell.best(), cell.low(), cell.high()));
    number(out, cell.worst(), Rounded.mean(cell.worst(), cell.low(), cell.high()));
    average(out, trials.stream().mapToDouble(TrialDetails::parameters).average().orElse(-1));
    average(out, trials.stream().mapToDouble(TrialDetails::macs).average().orElse(-1));
    average(out, trials.stream().mapToDouble(TrialDetails::trainSeconds).average().orElse(-1));
    int lost = cell.diverged() + cell.failed() + cell.stopped() + cell.missing();
    number(out, (double) lost, Integer.toString(lost));
    out.raw("</tr>");
  }

  private static void average(Html out, double value) {
    number(out, value < 0 ? null : value, value < 0 ? "–" : Rounded.number(value));
  }

  private static void number(Html out, Double value, String shown) {
    out.raw("<td class=n" + (value == null ? "" : " data-v=\"" + value + "\"") + ">");
    out.text(shown).raw("</td>");
  }
}
