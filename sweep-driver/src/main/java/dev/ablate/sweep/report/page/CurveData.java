package dev.ablate.sweep.report.page;

import dev.ablate.spec.CanonicalJson;
import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Cell;
import dev.ablate.sweep.analysis.CurvePoint;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.report.Findings;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.plot.StrongestAxes;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.results.TrialDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The curves as the page's script takes them. At most {@link #MOST_POINTS} points go into a page:
 * beyond that the best cells are kept, and of long curves one epoch of each so many.
 *
 * @param json axes, cells, and for each split and metric the lines
 * @param note what was left out; empty if nothing was
 */
record CurveData(String json, String note) {

  /** What opens and scrolls without a wait. */
  static final int MOST_POINTS = 60_000;

  private static final int MOST_CELLS = 500;
  private static final int MOST_EPOCHS = 240;

  static CurveData of(ReportData data) {
    Map<String, List<CurvePoint>> measures = new LinkedHashMap<>();
    Map<Cell, Long> cells = new LinkedHashMap<>();
    int epochs = 1;
    for (CurvePoint point : data.curves()) {
      measures
          .computeIfAbsent(point.split() + " " + point.metric(), m -> new ArrayList<>())
          .add(point);
      cells.merge(point.cell(), 1L, Long::sum);
      epochs = Math.max(epochs, point.epoch());
    }
    int most =
        Math.min(
            MOST_CELLS,
            Math.max(
                20, MOST_POINTS / Math.max(1, measures.size()) / Math.min(epochs, MOST_EPOCHS)));
    List<Cell> kept = best(data, cells.keySet(), most);
    double room = (double) MOST_POINTS / Math.max(1, measures.size()) / Math.max(1, kept.size());
    int every = (int) Math.max(1, Math.ceil(epochs / Math.min(MOST_EPOCHS, Math.max(8, room))));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("axes", axes(data.results().axes()));
    json.put("colour", strongest(data));
    json.put("cells", cells(data, kept));
    json.put("measures", measures(measures, kept, every, epochs));
    String note =
        (kept.size() < cells.size()
                ? "The best " + kept.size() + " of " + cells.size() + " cells are here. "
                : "")
            + (every > 1 ? "One epoch in " + every + " is here, and the last." : "");
    return new CurveData(CanonicalJson.write(json), note.trim());
  }

  /** The measure that is looked at first: validation accuracy where it was measured. */
  static CurvePoint preferred(List<CurvePoint> points) {
    return points.stream()
        .min(
            Comparator.comparingInt(
                point ->
                    (point.metric().equals("accuracy") ? 0 : 4)
                        + List.of("validation", "test", "train").indexOf(point.split())))
        .orElseThrow();
  }

  private static List<Cell> best(ReportData data, Set<Cell> cells, int most) {
    if (cells.size() <= most || data.first().isEmpty()) {
      return List.copyOf(cells);
    }
    Findings findings = data.first().get();
    double sign = findings.metric().moreIsBetter() ? -1 : 1;
    Map<Cell, Double> order = new HashMap<>();
    findings
        .cells()
        .forEach(c -> order.put(c.cell(), c.mean() == null ? Double.MAX_VALUE : sign * c.mean()));
    return cells.stream()
        .sorted(Comparator.comparingDouble(c -> order.getOrDefault(c, Double.MAX_VALUE)))
        .limit(most)
        .toList();
  }

  /** The position of the axis that matters most; -1 if nothing is known of any. */
  private static int strongest(ReportData data) {
    List<Axis> axes = data.results().axes();
    return data.first().stream()
        .flatMap(findings -> StrongestAxes.of(findings.importance(), axes).stream())
        .mapToInt(axes::indexOf)
        .findFirst()
        .orElse(-1);
  }

  private static List<Object> axes(List<Axis> axes) {
    List<Object> all = new ArrayList<>();
    for (Axis axis : axes) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", shortened(axis.name()));
      one.put(
          "values", axis.values().stream().map(value -> shortened(Labels.value(value))).toList());
      all.add(one);
    }
    return all;
  }

  private static List<Object> cells(ReportData data, Collection<Cell> kept) {
    Map<Integer, List<Trial>> trials =
        data.results().trials().stream().collect(Collectors.groupingBy(t -> t.cell().id()));
    List<Object> all = new ArrayList<>();
    for (Cell cell : kept) {
      List<TrialDetails> details = LeaderboardSection.details(data, trials.get(cell.id()));
      int epochs = details.stream().mapToInt(trial -> trial.epochCount().measured()).sum();
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", cell.id());
      one.put("label", shortened(cell.label()));
      one.put("at", cell.axes().stream().map(a -> a.values().indexOf(cell.value(a))).toList());
      one.put(
          "seconds",
          epochs == 0
              ? null
              : details.stream().mapToDouble(TrialDetails::trainSeconds).sum() / epochs);
      one.put(
          "iterations",
          epochs == 0
              ? null
              : details.stream().mapToDouble(TrialDetails::iterationsTrained).sum() / epochs);
      all.add(one);
    }
    return all;
  }

  private static List<Object> measures(
      Map<String, List<CurvePoint>> measures, List<Cell> kept, int every, int last) {
    Map<Cell, Integer> index = new HashMap<>();
    kept.forEach(cell -> index.put(cell, index.size()));
    List<Object> all = new ArrayList<>();
    measures.forEach(
        (name, points) -> {
          Map<Integer, Line> lines = new LinkedHashMap<>();
          for (CurvePoint point : points) {
            Integer cell = index.get(point.cell());
            if (cell != null && (point.epoch() % every == 0 || point.epoch() == last)) {
              lines.computeIfAbsent(cell, Line::new).add(point);
            }
          }
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("split", points.get(0).split());
          one.put("metric", points.get(0).metric());
          one.put("lines", lines.values().stream().map(Line::json).toList());
          all.add(one);
        });
    return all;
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 199) + "…";
  }

  /** A cell's numbers, one array each: a third of the text of an object a point. */
  private static final class Line {
    private final int cell;
    private final List<Object> epochs = new ArrayList<>();
    private final List<Object> means = new ArrayList<>();
    private final List<Object> halves = new ArrayList<>();
    private final List<Object> counts = new ArrayList<>();

    Line(int cell) {
      this.cell = cell;
    }

    void add(CurvePoint point) {
      epochs.add(point.epoch());
      means.add(rounded(point.mean()));
      halves.add(point.low() == null ? null : rounded((point.high() - point.low()) / 2));
      counts.add(point.n());
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("cell", cell);
      json.put("epochs", epochs);
      json.put("means", means);
      json.put("halves", halves);
      json.put("counts", counts);
      return json;
    }

    /** Five digits: more than a screen shows. */
    private static Double rounded(double value) {
      return new java.math.BigDecimal(value).round(new java.math.MathContext(5)).doubleValue();
    }
  }
}
