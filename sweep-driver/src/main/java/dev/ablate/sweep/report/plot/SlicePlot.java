package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.CellSummary;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Rounded;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** The metric against each axis: a point a trial, a bar for the mean of the cells. */
public final class SlicePlot implements Plot {

  private static final int COLUMNS = 3;

  /** More trials are drawn as every n-th of them. */
  private static final int MOST_POINTS = 4_000;

  private final Metric metric;
  private final List<Axis> axes;
  private final List<Trial> trials;
  private final List<CellSummary> cells;
  private final int every;

  /** Of one metric; trials without it are left out. */
  public SlicePlot(Metric metric, List<Axis> axes, List<Trial> trials, List<CellSummary> cells) {
    this.metric = metric;
    this.axes = axes.stream().filter(axis -> axis.values().size() > 1).toList();
    List<Trial> measured = Measured.with(trials, metric);
    this.every = Math.max(1, measured.size() * Math.max(1, this.axes.size()) / MOST_POINTS);
    this.trials = Measured.every(measured, every);
    this.cells = List.copyOf(cells);
  }

  @Override
  public String title() {
    return Labels.title(metric.name()) + " against each axis";
  }

  @Override
  public String description() {
    return "A point is a trial; the bar is the mean of the cells that have the value."
        + (every == 1 ? "" : " Of the trials every " + every + "th is drawn.");
  }

  @Override
  public Numbers numbers() {
    Numbers.Builder numbers = Numbers.of("axis", "value", "mean");
    for (Axis axis : axes) {
      for (Object value : axis.values()) {
        OptionalDouble mean = CellMeans.of(cells, axis, value);
        numbers.row(axis.name(), Axis.text(value), mean.isPresent() ? mean.getAsDouble() : null);
      }
    }
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    int columns = style.narrow() ? 1 : Math.min(COLUMNS, Math.max(1, axes.size()));
    double wide = style.width() / columns;
    double high = font * 16;
    int lines = (axes.size() + columns - 1) / columns;
    Drawing on = new Drawing(style).height(high * Math.max(1, lines));
    double[] values =
        trials.stream().mapToDouble(t -> t.values().get(metric.name())).sorted().toArray();
    for (int i = 0; i < axes.size(); i++) {
      int line = i / columns;
      Frame frame =
          new Frame(
              i % columns * wide + font * 4,
              line * high + font * 2.2,
              wide - font * 5,
              high - font * 5);
      on.heading(
          frame.left(), frame.top() - font * 0.8, style.fitted(axes.get(i).name(), frame.width()));
      Scale scale =
          values.length == 0 ? frame.up(0, 1) : frame.up(values[0], values[values.length - 1]);
      frame.vertical(on, scale);
      panel(on, axes.get(i), frame, scale);
    }
    return on;
  }

  private void panel(Drawing on, Axis axis, Frame frame, Scale scale) {
    double font = on.style().font();
    Frame.Category places = frame.categories(axis.values().size());
    frame.names(on, places, axis.values().stream().map(Labels::value).toList());
    for (int i = 0; i < axis.values().size(); i++) {
      Object value = axis.values().get(i);
      int n = 0;
      for (Trial trial : trials) {
        if (Objects.equals(trial.cell().value(axis), value)) {
          double spread = ((n++ * 7) % 11 - 5) / 5.0 * Math.min(places.step() * 0.22, font);
          on.faintMarker(
              places.at(i) + spread,
              scale.at(trial.values().get(metric.name())),
              font * 0.2,
              Shape.CIRCLE,
              Ink.series(0),
              Note.NONE);
        }
      }
      OptionalDouble mean = CellMeans.of(cells, axis, value);
      if (mean.isPresent()) {
        double y = scale.at(mean.getAsDouble());
        double half = Math.min(places.step() * 0.32, font * 1.6);
        on.line(places.at(i) - half, y, places.at(i) + half, y, Ink.INK, font * 0.2);
        on.marker(
            places.at(i),
            y,
            font * 0.25,
            Shape.DIAMOND,
            Ink.INK,
            true,
            Note.of(
                axis.name()
                    + " = "
                    + Labels.value(value)
                    + ": "
                    + Rounded.number(mean.getAsDouble())));
      }
    }
  }
}
