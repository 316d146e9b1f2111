package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.CellSummary;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.report.plot.Drawing.Anchor;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Rounded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Parallel coordinates: a line a cell through its values to its mean. */
public final class ParallelPlot implements Plot {

  /** More cells are drawn as the best of them. */
  private static final int SHOWN = 600;

  private final Metric metric;
  private final List<Axis> axes;
  private final List<CellSummary> cells;
  private final int all;

  /** Of one metric. */
  public ParallelPlot(Metric metric, List<Axis> axes, List<CellSummary> cells) {
    this.metric = metric;
    this.axes = axes.stream().filter(axis -> axis.values().size() > 1).toList();
    Comparator<CellSummary> byMean = Comparator.comparingDouble(CellSummary::mean);
    List<CellSummary> measured =
        cells.stream()
            .filter(cell -> cell.mean() != null)
            .sorted(metric.moreIsBetter() ? byMean.reversed() : byMean)
            .limit(SHOWN)
            .toList();
    this.all = (int) cells.stream().filter(cell -> cell.mean() != null).count();
    List<CellSummary> worstFirst = new ArrayList<>(measured);
    java.util.Collections.reverse(worstFirst);
    this.cells = List.copyOf(worstFirst);
  }

  @Override
  public String title() {
    return "Every cell: values and " + Labels.metric(metric.name());
  }

  @Override
  public String description() {
    return "A line is a cell, from its values on the axes to its mean at the right; darker lines are"
        + " better, thick ones within a tenth of the range from the best."
        + (all > cells.size() ? " The best " + cells.size() + " of " + all + " are drawn." : "");
  }

  @Override
  public Numbers numbers() {
    List<String> columns = new ArrayList<>(axes.stream().map(Axis::name).toList());
    columns.add("mean");
    List<List<Object>> rows = new ArrayList<>();
    for (int i = cells.size() - 1; i >= 0; i--) {
      CellSummary cell = cells.get(i);
      List<Object> row = new ArrayList<>();
      axes.forEach(axis -> row.add(Axis.text(cell.cell().value(axis))));
      row.add(cell.mean());
      rows.add(row);
    }
    return new Numbers(columns, rows);
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    double top = font * 3;
    double high = font * 20;
    double bottom = top + high;
    Drawing on = new Drawing(style).height(bottom + font * 1.2);
    double left = font * 3;
    double right = style.width() - font * 5;
    double step = (right - left) / Math.max(1, axes.size());
    double least = cells.stream().mapToDouble(CellSummary::mean).min().orElse(0);
    double most = cells.stream().mapToDouble(CellSummary::mean).max().orElse(1);
    Scale scale = new Scale(least, most, bottom, top, false);
    for (CellSummary cell : cells) {
      double[] line = new double[2 * axes.size() + 2];
      for (int i = 0; i < axes.size(); i++) {
        line[2 * i] = left + i * step;
        line[2 * i + 1] = place(axes.get(i), cell.cell().value(axes.get(i)), top, bottom);
      }
      line[2 * axes.size()] = right;
      line[2 * axes.size() + 1] = scale.at(cell.mean());
      double share = most > least ? (cell.mean() - least) / (most - least) : 1;
      double good = metric.moreIsBetter() ? share : 1 - share;
      on.path(
          line,
          good > 0.9 ? Ink.series(1) : Ink.series(0),
          font * (good > 0.9 ? 0.14 : 0.1),
          Drawing.dash(0),
          0.15 + 0.75 * good * good,
          new Note(
              cell.cell().label() + ": " + Rounded.number(cell.mean()),
              Map.of("cell", Integer.toString(cell.cell().id()))));
    }
    for (int i = 0; i < axes.size(); i++) {
      axis(on, axes.get(i), left + i * step, top, bottom, step);
    }
    on.line(right, top, right, bottom, Ink.INK, font * 0.1);
    // Below the axes' names, into which it would run.
    on.headingUpTo(
        style.width() - 1, font * 2.3, style.fitted(Labels.metric(metric.name()), step + font * 3));
    for (double tick : scale.ticks(6)) {
      on.small(
          right + font * 0.5,
          scale.at(tick) + font * 0.3,
          scale.label(tick, 6),
          Anchor.START,
          Ink.MUTED);
    }
    return on;
  }

  private static double place(Axis axis, Object value, double top, double bottom) {
    if (value == null) {
      return bottom + (bottom - top) * 0.03;
    }
    if (axis.numeric()) {
      double[] numbers =
          axis.values().stream().mapToDouble(v -> ((Number) v).doubleValue()).sorted().toArray();
      return new Scale(numbers[0], numbers[numbers.length - 1], bottom, top, axis.logarithmic())
          .at(((Number) value).doubleValue());
    }
    int index = axis.values().indexOf(value);
    return bottom - (bottom - top) * (index + 0.5) / axis.values().size();
  }

  private void axis(Drawing on, Axis axis, double x, double top, double bottom, double step) {
    double font = on.style().font();
    on.line(x, top, x, bottom, Ink.INK, font * 0.1);
    on.heading(
        Math.max(font * 0.2, x - font * 2.5),
        font * 1.2,
        on.style().fitted(axis.name(), step * 0.95));
    if (axis.logarithmic()) {
      on.small(Math.max(font * 0.2, x - font * 2.5), font * 2.3, "log", Anchor.START, Ink.MUTED);
    }
    double last = Double.MAX_VALUE;
    for (Object value : axis.values()) {
      double y = place(axis, value, top, bottom);
      if (Math.abs(y - last) >= font * 1.1) {
        on.box(
            x + font * 0.3,
            y - font * 0.65,
            on.style().width(on.style().fitted(Labels.value(value), step * 0.6)) + font * 0.4,
            font * 1.3,
            Ink.PAPER,
            0.8);
        on.small(
            x + font * 0.5,
            y + font * 0.32,
            on.style().fitted(Labels.value(value), step * 0.6),
            Anchor.START,
            Ink.INK);
        last = y;
      }
    }
  }
}
