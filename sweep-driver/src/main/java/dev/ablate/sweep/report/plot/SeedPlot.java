package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Cell;
import dev.ablate.sweep.analysis.CellSummary;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.report.plot.Drawing.Anchor;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Rounded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What seeds do: the trials of each cell on a line, the best cells first. */
public final class SeedPlot implements Plot {

  private static final int SHOWN = 24;

  private final Metric metric;
  private final List<CellSummary> cells;
  private final List<Trial> trials;
  private final List<Axis> axes;
  private final int all;

  /** Of one metric. */
  public SeedPlot(Metric metric, List<CellSummary> cells, List<Trial> trials) {
    this.metric = metric;
    Comparator<CellSummary> byMean = Comparator.comparingDouble(CellSummary::mean);
    List<CellSummary> ranked =
        cells.stream()
            .filter(cell -> cell.mean() != null)
            .sorted(metric.moreIsBetter() ? byMean.reversed() : byMean)
            .toList();
    this.axes =
        ranked.isEmpty()
            ? List.of()
            : ranked.get(0).cell().axes().stream().filter(a -> a.values().size() > 1).toList();
    this.all = ranked.size();
    this.cells = ranked.stream().limit(SHOWN).toList();
    this.trials = Measured.with(trials, metric);
  }

  @Override
  public String title() {
    return "Seeds: " + Labels.metric(metric.name()) + " of the trials of each cell";
  }

  @Override
  public String description() {
    return "A circle is a trial, the bar the mean of its cell with its 95 % interval"
        + (all > cells.size() ? "; the best " + cells.size() + " of " + all + " cells" : "")
        + ". Cells are named by their values of "
        + axes.stream().map(Axis::name).collect(Collectors.joining(", "))
        + ".";
  }

  private String values(Cell cell) {
    return axes.stream()
        .map(axis -> Labels.value(cell.value(axis)))
        .collect(Collectors.joining(", "));
  }

  @Override
  public Numbers numbers() {
    Numbers.Builder numbers =
        Numbers.of("cell", "n", "mean", "deviation", "low", "high", "best", "worst");
    cells.forEach(
        cell ->
            numbers.row(
                cell.cell().label(),
                cell.n(),
                cell.mean(),
                cell.deviation(),
                cell.low(),
                cell.high(),
                cell.best(),
                cell.worst()));
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    boolean narrow = style.narrow();
    double row = font * (narrow ? 2.9 : 1.7);
    double left =
        narrow
            ? font * 0.5
            : Math.min(
                style.width() * 0.46,
                font * 1.5
                    + cells.stream()
                        .mapToDouble(c -> style.width(values(c.cell())))
                        .max()
                        .orElse(0));
    Frame frame = new Frame(left, font * 0.5, style.width() - left - font, cells.size() * row);
    Drawing on = new Drawing(style).height(frame.bottom() + font * 3);
    List<Double> values = new ArrayList<>();
    List<List<Trial>> byCell = new ArrayList<>();
    for (CellSummary cell : cells) {
      List<Trial> own = trials.stream().filter(trial -> trial.cell().equals(cell.cell())).toList();
      byCell.add(own);
      own.forEach(trial -> values.add(trial.values().get(metric.name())));
    }
    Scale scale =
        frame.across(
            values.stream().mapToDouble(v -> v).min().orElse(0),
            values.stream().mapToDouble(v -> v).max().orElse(1));
    frame.horizontal(on, scale);
    frame.horizontalName(on, Labels.metric(metric.name()));
    for (int i = 0; i < cells.size(); i++) {
      CellSummary cell = cells.get(i);
      double top = frame.top() + i * row;
      double middle = top + (narrow ? font * 2.1 : row / 2);
      on.small(
          narrow ? left : left - font * 0.6,
          top + font * 1.15,
          style.fitted(values(cell.cell()), narrow ? frame.width() : left - font),
          narrow ? Anchor.START : Anchor.END,
          Ink.INK);
      if (cell.low() != null && cell.high() != null) {
        double a = Math.max(frame.left(), scale.at(cell.low()));
        double b = Math.min(frame.right(), scale.at(cell.high()));
        on.line(a, middle, b, middle, Ink.MUTED, font * 0.12);
      }
      on.marker(
          scale.at(cell.mean()),
          middle,
          font * 0.42,
          Shape.BAR,
          Ink.INK,
          true,
          Note.of(
              cell.cell().label()
                  + ": "
                  + Rounded.withInterval(cell.mean(), cell.low(), cell.high())));
      for (Trial trial : byCell.get(i)) {
        on.marker(
            scale.at(trial.values().get(metric.name())),
            middle,
            font * 0.28,
            Shape.CIRCLE,
            Ink.series(0),
            false,
            Note.of(
                "seed " + trial.seed() + ": " + Rounded.number(trial.values().get(metric.name()))));
      }
    }
    return on;
  }
}
