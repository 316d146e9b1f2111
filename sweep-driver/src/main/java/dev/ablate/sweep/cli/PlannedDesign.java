package dev.ablate.sweep.cli;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Cell;
import dev.ablate.sweep.analysis.Status;
import dev.ablate.sweep.analysis.SweepResults;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.design.AxisValue;
import dev.ablate.sweep.plan.PlannedPoint;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.study.AxisSpec;
import dev.ablate.sweep.study.Labels;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.TrialId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A plan as analysis takes a sweep: the same points, nothing measured yet. */
final class PlannedDesign {

  private PlannedDesign() {}

  static SweepResults of(SweepSpec sweep, SweepPlan plan) {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < sweep.axes().size(); i++) {
      axes.add(axis(sweep.axes().get(i), i, plan));
    }
    Map<String, Cell> cells = new LinkedHashMap<>();
    List<Trial> trials = new ArrayList<>();
    for (PlannedPoint point : plan.points()) {
      Cell cell =
          cells.computeIfAbsent(
              point.cell(),
              unseen ->
                  new Cell(
                      cells.size(), axes, point.values().stream().map(AxisValue::label).toList()));
      trials.add(
          new Trial(
              cell,
              point.seed(),
              point.trialId().map(TrialId::value).orElse(null),
              point.atEpoch(),
              status(point),
              null,
              Map.of()));
    }
    return new SweepResults(sweep.name(), axes, trials, SweepResults.Curves.NONE);
  }

  private static Axis axis(AxisSpec axis, int position, SweepPlan plan) {
    LinkedHashSet<Object> values = new LinkedHashSet<>();
    plan.points().stream()
        .map(point -> point.values().get(position).label())
        .filter(Objects::nonNull)
        .forEach(values::add);
    Object first = values.isEmpty() ? null : values.iterator().next();
    String wanted = axis.baseline().toString();
    Object baseline =
        values.stream()
            .filter(value -> Labels.text(value).equals(wanted))
            .findFirst()
            .orElse(first);
    return new Axis(axis.name(), kind(first), List.copyOf(values), baseline);
  }

  private static Axis.Kind kind(Object label) {
    return label instanceof Double
        ? Axis.Kind.NUMBER
        : label instanceof Boolean ? Axis.Kind.BOOLEAN : Axis.Kind.TEXT;
  }

  private static Status status(PlannedPoint point) {
    return switch (point.validity()) {
      case VALID -> Status.MISSING;
      case INVALID -> Status.INVALID;
      case EXCLUDED -> Status.EXCLUDED;
    };
  }
}
