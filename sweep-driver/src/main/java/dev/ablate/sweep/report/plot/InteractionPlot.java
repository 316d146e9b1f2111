package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.CellSummary;
import dev.ablate.sweep.analysis.Interaction;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.report.plot.Drawing.Anchor;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Rounded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The strongest interactions: means by the values of one axis, a line for each value of the other.
 * Lines that are not parallel are the interaction; its size and interval stand above, and the
 * interval of each point's departure stands at the point.
 */
public final class InteractionPlot implements Plot {

  /** How many pairs are drawn. */
  private static final int SHOWN = 3;

  private final Metric metric;
  private final List<Pair> pairs;
  private final List<CellSummary> cells;

  /** Of one metric; of each pair of axes the strongest row counts. */
  public InteractionPlot(Metric metric, List<Interaction> interactions, List<CellSummary> cells) {
    this.metric = metric;
    this.cells = List.copyOf(cells);
    Map<List<String>, Pair> found = new LinkedHashMap<>();
    interactions.stream()
        .filter(row -> row.differenceOfDifferences() != null)
        .sorted(
            Comparator.comparingDouble((Interaction row) -> Math.abs(row.differenceOfDifferences()))
                .reversed())
        .forEach(
            row ->
                found
                    .computeIfAbsent(
                        List.of(row.axis().name(), row.otherAxis().name()),
                        names -> Pair.of(row.axis(), row.otherAxis()))
                    .rows
                    .add(row));
    pairs = found.values().stream().limit(SHOWN).toList();
  }

  /** Two axes, the one with more values across; their rows, the strongest first. */
  private record Pair(Axis across, Axis lines, List<Interaction> rows) {

    static Pair of(Axis axis, Axis other) {
      return other.values().size() > axis.values().size()
          ? new Pair(other, axis, new ArrayList<>())
          : new Pair(axis, other, new ArrayList<>());
    }

    Interaction strongest() {
      return rows.get(0);
    }

    /** What two values do together; null where nothing was compared. */
    Interaction at(Object value, Object line) {
      boolean turned = strongest().axis().equals(lines);
      Object first = turned ? line : value;
      Object second = turned ? value : line;
      return rows.stream()
          .filter(row -> row.value().equals(first) && row.otherValue().equals(second))
          .findFirst()
          .orElse(null);
    }
  }

  /** Whether there is no pair of axes to draw. */
  public boolean isEmpty() {
    return pairs.isEmpty();
  }

  @Override
  public String title() {
    return "Strongest interactions on " + Labels.metric(metric.name());
  }

  @Override
  public String description() {
    return "Means of the cells by the values of one axis, a line for each value of another. Lines that"
        + " are not parallel show that the effect of one depends on the other; above stands by how"
        + " much the effects differ, with its 95 % interval, and each point has the interval of its"
        + " own departure from parallel lines.";
  }

  @Override
  public Numbers numbers() {
    Numbers.Builder numbers =
        Numbers.of(
            "axis",
            "value",
            "other_axis",
            "other_value",
            "n",
            "difference_of_differences",
            "low",
            "high",
            "p_adjusted",
            "verdict");
    pairs.stream()
        .map(Pair::strongest)
        .forEach(
            row ->
                numbers.row(
                    row.axis().name(),
                    Axis.text(row.value()),
                    row.otherAxis().name(),
                    Axis.text(row.otherValue()),
                    row.n(),
                    row.differenceOfDifferences(),
                    row.low(),
                    row.high(),
                    row.pAdjusted(),
                    row.verdict().text()));
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    int columns = style.narrow() ? 1 : Math.max(1, pairs.size());
    double wide = style.width() / columns;
    double most = 0;
    for (Pair pair : pairs) {
      most = Math.max(most, Legend.height(narrowed(style, wide), names(pair.lines)));
    }
    double plot = Math.min(wide * 0.62, font * 17);
    double high = font * 3.8 + plot + font * 3.2 + most + font;
    int lines = (pairs.size() + columns - 1) / columns;
    Drawing on = new Drawing(style).height(high * Math.max(1, lines));
    for (int i = 0; i < pairs.size(); i++) {
      int line = i / columns;
      panel(on, pairs.get(i), i % columns * wide, line * high, wide, plot);
    }
    return on;
  }

  private static Style narrowed(Style style, double width) {
    return new Style(width, style.font(), style.millimetres());
  }

  private static List<String> names(Axis axis) {
    return axis.values().stream().map(Labels::value).toList();
  }

  private void panel(Drawing on, Pair pair, double x, double y, double wide, double plot) {
    Style style = on.style();
    double font = style.font();
    Interaction row = pair.strongest();
    on.heading(
        x + font * 0.5,
        y + font * 1.2,
        style.fitted(pair.across.name() + " × " + pair.lines.name(), wide - font));
    on.small(
        x + font * 0.5,
        y + font * 2.6,
        style.fitted(
            Rounded.difference(row.differenceOfDifferences(), row.low(), row.high())
                + " "
                + Rounded.interval(row.differenceOfDifferences(), row.low(), row.high())
                + (row.verdict().decided() ? "" : " not shown"),
            wide * 1.05),
        Anchor.START,
        Ink.MUTED);
    Frame frame = new Frame(x + font * 4, y + font * 3.8, wide - font * 5, plot);
    List<Object> across = pair.across.values();
    List<Object> lines = pair.lines.values();
    Scale scale = scale(frame, pair);
    frame.vertical(on, scale);
    Frame.Category places = frame.categories(across.size());
    frame.names(on, places, names(pair.across));
    frame.horizontalName(on, pair.across.name());
    for (int line = 0; line < lines.size(); line++) {
      line(on, frame, pair, places, scale, line);
    }
    double legend = frame.bottom() + font * 3.2;
    legend(on, pair.lines, x + font * 0.5, legend, wide);
  }

  private void legend(Drawing on, Axis axis, double x, double y, double wide) {
    double font = on.style().font();
    double at = x;
    double top = y;
    List<String> names = names(axis);
    for (int i = 0; i < names.size(); i++) {
      String name =
          on.style().fitted((i == 0 ? axis.name() + " " : "") + names.get(i), wide - 4 * font);
      double room = on.style().width(name) + 3.2 * font;
      if (at > x && at + room > x + wide) {
        at = x;
        top += font * 1.6;
      }
      on.path(
          new double[] {at, top + font * 0.6, at + font * 2, top + font * 0.6},
          Ink.series(i),
          font * 0.14,
          Drawing.dash(i),
          1,
          Note.NONE);
      on.marker(
          at + font, top + font * 0.6, font * 0.3, Shape.series(i), Ink.series(i), true, Note.NONE);
      on.small(at + font * 2.4, top + font, name, Anchor.START, Ink.INK);
      at += room;
    }
  }

  private Scale scale(Frame frame, Pair pair) {
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (Object value : pair.across.values()) {
      for (Object other : pair.lines.values()) {
        OptionalDouble mean = CellMeans.of(cells, pair.across, value, pair.lines, other);
        if (mean.isPresent()) {
          least = Math.min(least, mean.getAsDouble());
          most = Math.max(most, mean.getAsDouble());
        }
      }
    }
    return least > most ? frame.up(0, 1) : frame.up(least, most);
  }

  private void line(
      Drawing on, Frame frame, Pair pair, Frame.Category places, Scale scale, int line) {
    Object other = pair.lines.values().get(line);
    List<Double> points = new ArrayList<>();
    double font = on.style().font();
    for (int i = 0; i < pair.across.values().size(); i++) {
      Object value = pair.across.values().get(i);
      OptionalDouble mean = CellMeans.of(cells, pair.across, value, pair.lines, other);
      if (mean.isPresent()) {
        double y = scale.at(mean.getAsDouble());
        points.add(places.at(i));
        points.add(y);
        interval(on, frame, pair.at(value, other), mean.getAsDouble(), places.at(i), scale, line);
        on.marker(
            places.at(i),
            y,
            font * 0.32,
            Shape.series(line),
            Ink.series(line),
            true,
            Note.of(
                pair.across.name()
                    + " = "
                    + Labels.value(value)
                    + ", "
                    + pair.lines.name()
                    + " = "
                    + Labels.value(other)
                    + ": "
                    + Rounded.number(mean.getAsDouble())));
      }
    }
    if (points.size() > 2) {
      on.path(
          points.stream().mapToDouble(Double::doubleValue).toArray(),
          Ink.series(line),
          font * 0.14,
          Drawing.dash(line),
          1,
          Note.NONE);
    }
  }

  private static void interval(
      Drawing on, Frame frame, Interaction row, double mean, double x, Scale scale, int line) {
    if (row == null || row.low() == null || row.high() == null) {
      return;
    }
    double font = on.style().font();
    double low = mean + row.low() - row.differenceOfDifferences();
    double high = mean + row.high() - row.differenceOfDifferences();
    double bottom = Math.min(frame.bottom(), scale.at(low));
    double top = Math.max(frame.top(), scale.at(high));
    on.line(x, bottom, x, top, Ink.series(line), font * 0.1);
    for (double end : new double[] {bottom, top}) {
      on.line(x - font * 0.25, end, x + font * 0.25, end, Ink.series(line), font * 0.1);
    }
  }
}
