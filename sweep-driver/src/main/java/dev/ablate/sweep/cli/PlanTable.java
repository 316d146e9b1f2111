package dev.ablate.sweep.cli;

import dev.ablate.sweep.design.AxisValue;
import dev.ablate.sweep.plan.Forecast;
import dev.ablate.sweep.plan.PlannedPoint;
import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.flat.CsvRows;
import dev.ablate.sweep.results.flat.JsonRows;
import dev.ablate.sweep.results.table.Columns;
import dev.ablate.trial.TrialId;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prints a plan: for people, or one row a design point. */
final class PlanTable {

  /** A plan of more trials than this shows only the longest. */
  private static final int ALL_SHOWN = 20;

  private static final int LONGEST = 5;

  private PlanTable() {}

  static void print(
      PrintWriter out, SweepPlan plan, OutputFormat format, Optional<Forecast> forecast) {
    switch (format) {
      case TABLE -> {
        printForPeople(out, plan);
        printForecast(out, plan, forecast);
      }
      case CSV -> CsvRows.print(header(plan), rows(plan), out::print);
      case JSON -> JsonRows.print(header(plan), rows(plan), out::print);
    }
    out.flush();
  }

  private static void printForPeople(PrintWriter out, SweepPlan plan) {
    out.println(PlanCounts.line(plan));
    Map<String, Long> reasons = new LinkedHashMap<>();
    plan.points().stream()
        .filter(point -> point.validity() != Validity.VALID)
        .forEach(point -> reasons.merge(point.reason(), 1L, Long::sum));
    reasons.forEach((reason, count) -> out.println("  " + count + " x " + reason));
    plan.notices().forEach(out::println);
    if (plan.trials().isEmpty()) {
      return;
    }
    int shown = plan.trials().size() <= ALL_SHOWN ? plan.trials().size() : LONGEST;
    out.println();
    if (plan.trials().size() > 1) {
      out.println(shown < plan.trials().size() ? "the longest:" : "longest first:");
    }
    out.println(
        "trial             state   epochs  parameters        MACs    memory  points      time");
    for (PlannedTrial trial : plan.trials().subList(0, shown)) {
      out.printf(
          Locale.ROOT,
          "%-16s  %-6s  %6d  %,10d  %,10d  %5d MB  %6d  %8s%n",
          trial.id(),
          state(trial),
          trial.spec().training().epochs(),
          trial.summary().parameters(),
          trial.summary().macs(),
          trial.memoryBytes() >> 20,
          trial.points(),
          Double.isNaN(trial.estimatedSeconds()) ? "-" : Durations.text(trial.estimatedSeconds()));
    }
    if (shown < plan.trials().size()) {
      out.println(
          "... and " + (plan.trials().size() - shown) + " more; --format csv shows every point");
    }
  }

  private static void printForecast(PrintWriter out, SweepPlan plan, Optional<Forecast> known) {
    if (plan.toRun().isEmpty()) {
      return;
    }
    boolean ordered = plan.toRun().size() > 1;
    out.println();
    if (known.isEmpty()) {
      out.println("time      not known yet on this machine; plan --calibrate measures it");
      if (ordered) {
        out.println("order     most multiply-accumulates first, so that no long trial starts last");
      }
      return;
    }
    Forecast forecast = known.get();
    out.println(
        "time      "
            + Durations.text(forecast.makespanSeconds())
            + (ordered ? " on " + forecast.slots() + " slots" : "")
            + ", between "
            + Durations.text(forecast.lowSeconds())
            + " and "
            + Durations.text(forecast.highSeconds())
            + " nine times in ten");
    if (!ordered) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "order     longest first, so that no long trial starts last: ends %.0f %% after %s, before"
            + " which no order could%n",
        100 * (forecast.makespanSeconds() / forecast.lowerBoundSeconds() - 1),
        Durations.text(forecast.lowerBoundSeconds()));
  }

  private static String state(PlannedTrial trial) {
    return switch (trial.state()) {
      case TO_RUN -> "to run";
      case DONE -> "done";
      case POSTPONED -> "later";
    };
  }

  private static List<String> header(SweepPlan plan) {
    List<String> header =
        new ArrayList<>(List.of("point", "cell", "seed", "trial_id", "validity", "reason"));
    axes(plan).forEach(axis -> header.add(Columns.ofAxis(axis)));
    header.addAll(List.of("parameters", "macs", "memory_bytes", "estimated_seconds"));
    return header;
  }

  private static Set<String> axes(SweepPlan plan) {
    Set<String> axes = new LinkedHashSet<>();
    plan.points().forEach(point -> point.values().forEach(value -> axes.add(value.axis())));
    return axes;
  }

  private static Iterator<List<Object>> rows(SweepPlan plan) {
    Map<TrialId, PlannedTrial> trials = new LinkedHashMap<>();
    plan.trials().forEach(trial -> trials.put(trial.id(), trial));
    Set<String> axes = axes(plan);
    return plan.points().stream()
        .map(point -> row(point, axes, point.trialId().map(trials::get).orElse(null)))
        .iterator();
  }

  private static List<Object> row(PlannedPoint point, Set<String> axes, PlannedTrial trial) {
    List<Object> row = new ArrayList<>();
    row.add(point.point());
    row.add(point.cell());
    row.add(point.seed());
    row.add(point.trialId().map(TrialId::value).orElse(null));
    row.add(point.validity().name().toLowerCase(Locale.ROOT));
    row.add(point.reason().isEmpty() ? null : point.reason());
    Map<String, Object> labels = new LinkedHashMap<>();
    for (AxisValue value : point.values()) {
      labels.put(value.axis(), value.label());
    }
    axes.forEach(axis -> row.add(labels.get(axis)));
    row.add(trial == null ? null : trial.summary().parameters());
    row.add(trial == null ? null : trial.summary().macs());
    row.add(trial == null ? null : trial.memoryBytes());
    row.add(
        trial == null || Double.isNaN(trial.estimatedSeconds()) ? null : trial.estimatedSeconds());
    return row;
  }
}
