package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Status;
import dev.ablate.sweep.analysis.SweepResults;
import dev.ablate.sweep.report.Provenance;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.text.Labels;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was asked, and what came out, in words. */
final class QuestionSection {

  private static final int VALUES_NAMED = 8;

  private QuestionSection() {}

  static void write(Html out, ReportData data) {
    SweepResults results = data.results();
    out.raw("<header id=question><p class=kicker>Ablate sweep</p>");
    out.element("h1", results.sweep());
    out.raw("<p class=asked>").text(asked(results)).raw("</p>");
    data.first()
        .ifPresent(
            findings -> {
              out.raw("<div class=answer><h2>")
                  .text("What it found, in " + Labels.metric(findings.metric().name()))
                  .raw("</h2>");
              Answer.sentences(findings).forEach(sentence -> out.element("p", sentence));
              out.raw("</div>");
            });
    out.raw("<dl class=facts>");
    fact(out, "cells", Integer.toString(results.cells().size()));
    fact(out, "seeds", Integer.toString(results.seeds().size()));
    byStatus(results).forEach((status, count) -> fact(out, status, Long.toString(count)));
    data.provenance().facts().stream()
        .filter(fact -> List.of(Provenance.DATA_SET, Provenance.STARTED).contains(fact.name()))
        .forEach(fact -> fact(out, fact.name(), fact.value()));
    out.raw("</dl></header>");
  }

  private static void fact(Html out, String name, String value) {
    out.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
  }

  private static Map<String, Long> byStatus(SweepResults results) {
    Map<Status, Long> counted =
        results.trials().stream()
            .collect(
                Collectors.groupingBy(
                    trial -> trial.status(),
                    () -> new EnumMap<>(Status.class),
                    Collectors.counting()));
    Map<String, Long> named = new java.util.LinkedHashMap<>();
    counted.forEach((status, count) -> named.put(status.name().toLowerCase(Locale.ROOT), count));
    return named;
  }

  private static String asked(SweepResults results) {
    List<Axis> varied = results.axes().stream().filter(axis -> axis.values().size() > 1).toList();
    if (varied.isEmpty()) {
      return "One configuration, " + results.seeds().size() + " seeds: nothing was varied.";
    }
    return "Which choice matters: "
        + varied.stream().map(QuestionSection::axis).collect(Collectors.joining("; "))
        + "? "
        + results.trials().size()
        + " trials, "
        + results.cells().size()
        + " combinations with "
        + (results.seeds().size() == 1 ? "one seed" : results.seeds().size() + " seeds")
        + " each; everything else was the same.";
  }

  private static String axis(Axis axis) {
    List<Object> values = axis.values();
    String named =
        values.stream().limit(VALUES_NAMED).map(Labels::value).collect(Collectors.joining(", "));
    return axis.name()
        + " ("
        + named
        + (values.size() > VALUES_NAMED ? ", … " + values.size() + " values" : "")
        + ")";
  }
}
