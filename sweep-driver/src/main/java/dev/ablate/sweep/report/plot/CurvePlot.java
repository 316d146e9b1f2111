package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Cell;
import dev.ablate.sweep.analysis.CurvePoint;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A number over the epochs: a line a cell with its interval over seeds as a band, coloured by one
 * axis. Many cells are drawn faint and without bands.
 */
public final class CurvePlot implements Plot {

  private static final int WITH_BANDS = 12;
  private static final int SHOWN = 400;

  private final String split;
  private final String metric;
  private final Axis colour;
  private final Map<Cell, List<CurvePoint>> lines = new LinkedHashMap<>();
  private int all;

  /**
   * Of one split and metric.
   *
   * @param colour which axis colours; null for one colour
   */
  public CurvePlot(String split, String metric, Axis colour, List<CurvePoint> points) {
    this.split = split;
    this.metric = metric;
    this.colour = colour;
    for (CurvePoint point : points) {
      if (point.split().equals(split) && point.metric().equals(metric)) {
        lines.computeIfAbsent(point.cell(), cell -> new ArrayList<>()).add(point);
      }
    }
    all = lines.size();
    lines.keySet().stream().skip(SHOWN).toList().forEach(lines::remove);
  }

  @Override
  public String title() {
    return Labels.title(split) + " " + Labels.metric(metric) + " over the epochs";
  }

  @Override
  public String description() {
    return "A line is a cell, the mean over its seeds"
        + (lines.size() <= WITH_BANDS ? ", with its 95 % interval as a band" : "")
        + (colour == null ? "" : "; colour, dash and marker by " + colour.name())
        + (all > lines.size() ? "; the first " + lines.size() + " of " + all + " cells" : "")
        + ".";
  }

  @Override
  public Numbers numbers() {
    Numbers.Builder numbers = Numbers.of("cell", "epoch", "n", "mean", "low", "high");
    lines.forEach(
        (cell, points) ->
            points.forEach(
                point ->
                    numbers.row(
                        cell.label(),
                        point.epoch(),
                        point.n(),
                        point.mean(),
                        point.low(),
                        point.high())));
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    List<String> names =
        colour == null
            ? List.of()
            : colour.values().stream()
                .map(value -> colour.name() + " " + Labels.value(value))
                .toList();
    double left = font * 4.8;
    Frame frame =
        new Frame(
            left,
            font * 0.6,
            style.width() - left - font,
            Math.min(style.width() * 0.52, font * 26));
    Drawing on = new Drawing(style);
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    int epochs = 1;
    int first = Integer.MAX_VALUE;
    for (List<CurvePoint> points : lines.values()) {
      for (CurvePoint point : points) {
        least = Math.min(least, point.mean());
        most = Math.max(most, point.mean());
        epochs = Math.max(epochs, point.epoch());
        first = Math.min(first, point.epoch());
      }
    }
    Scale y = least > most ? frame.up(0, 1) : frame.up(least, most);
    Scale x = new Scale(Math.min(first, epochs), epochs, frame.left(), frame.right(), false);
    frame.vertical(on, y);
    frame.horizontalWhole(on, x);
    frame.verticalName(on, split + " " + metric);
    frame.horizontalName(on, "epoch");
    lines.forEach((cell, points) -> line(on, frame, cell, points, x, y));
    double below = frame.bottom() + font * 3.2;
    double legend = names.isEmpty() ? 0 : Legend.draw(on, names, left, below);
    return on.height(below + legend);
  }

  private void line(Drawing on, Frame frame, Cell cell, List<CurvePoint> points, Scale x, Scale y) {
    double font = on.style().font();
    int series = series(cell);
    double[] line = new double[2 * points.size()];
    double[] band = new double[4 * points.size()];
    boolean banded = lines.size() <= WITH_BANDS;
    for (int i = 0; i < points.size(); i++) {
      CurvePoint point = points.get(i);
      line[2 * i] = x.at(point.epoch());
      line[2 * i + 1] = y.at(point.mean());
      banded &= point.low() != null && point.high() != null;
      if (banded) {
        int back = band.length - 2 * i - 2;
        band[2 * i] = line[2 * i];
        band[2 * i + 1] = within(frame, y.at(point.low()));
        band[back] = line[2 * i];
        band[back + 1] = within(frame, y.at(point.high()));
      }
    }
    if (banded) {
      on.area(band, Ink.series(series), 0.14);
    }
    on.path(
        line,
        Ink.series(series),
        font * 0.12,
        Drawing.dash(series),
        lines.size() > 60 ? 0.35 : 0.9,
        Note.of(cell.label()));
    if (points.size() > 0) {
      on.marker(
          line[line.length - 2],
          line[line.length - 1],
          font * 0.26,
          Shape.series(series),
          Ink.series(series),
          true,
          Note.of(cell.label()));
    }
  }

  private static double within(Frame frame, double y) {
    return Math.max(frame.top(), Math.min(frame.bottom(), y));
  }

  private int series(Cell cell) {
    if (colour == null) {
      return 0;
    }
    Object value = cell.value(colour);
    for (int i = 0; i < colour.values().size(); i++) {
      if (Objects.equals(colour.values().get(i), value)) {
        return i;
      }
    }
    return colour.values().size();
  }
}
