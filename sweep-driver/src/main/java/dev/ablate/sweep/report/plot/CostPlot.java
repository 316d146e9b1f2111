package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Cell;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.ParetoPoint;
import dev.ablate.sweep.analysis.SweepResults;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Rounded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accuracy against a cost: a point a cell, and the front of those that no other beats in both. */
public final class CostPlot implements Plot {

  /**
   * A cell with its cost.
   *
   * @param label of the cell
   * @param accuracy mean of the metric
   * @param cost mean
   */
  public record Point(String label, double accuracy, double cost) {}

  private final Metric metric;
  private final String cost;
  private final List<Point> points;
  private final List<ParetoPoint> front;

  /**
   * Of one metric and cost.
   *
   * @param cost {@code parameters}, {@code macs} or {@code train_seconds}
   * @param front of the same metric and cost
   */
  public CostPlot(Metric metric, String cost, List<Point> points, List<ParetoPoint> front) {
    this.metric = metric;
    this.cost = cost;
    this.points = List.copyOf(points);
    this.front = front.stream().sorted(Comparator.comparingDouble(ParetoPoint::cost)).toList();
  }

  /** All cells of a sweep that have both numbers, by the means of their trials. */
  public static CostPlot of(SweepResults results, String cost, List<ParetoPoint> front) {
    Metric metric = front.get(0).metric();
    Map<Cell, List<Trial>> cells = new LinkedHashMap<>();
    for (Trial trial : Measured.with(results.trials(), metric)) {
      if (trial.values().containsKey(cost)) {
        cells.computeIfAbsent(trial.cell(), cell -> new ArrayList<>()).add(trial);
      }
    }
    List<Point> points = new ArrayList<>();
    cells.forEach(
        (cell, trials) ->
            points.add(new Point(cell.label(), mean(trials, metric.name()), mean(trials, cost))));
    return new CostPlot(metric, cost, points, front);
  }

  private static double mean(List<Trial> trials, String number) {
    return trials.stream().mapToDouble(t -> t.values().get(number)).average().orElseThrow();
  }

  @Override
  public String title() {
    return Labels.title(metric.name()) + " against " + Labels.metric(cost);
  }

  @Override
  public String description() {
    return "A circle is a cell, its mean over seeds. Diamonds joined by a line are the front: no"
        + " cell is better and cheaper at once.";
  }

  @Override
  public Numbers numbers() {
    Numbers.Builder numbers = Numbers.of("cell", "n", cost, metric.name(), "test_accuracy");
    front.forEach(
        point ->
            numbers.row(
                point.cell().label(),
                point.n(),
                point.cost(),
                point.accuracy(),
                point.testAccuracy()));
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    double left = font * 4.8;
    Frame frame =
        new Frame(
            left,
            font * 0.6,
            style.width() - left - font,
            Math.min(style.width() * 0.5, font * 24));
    Drawing on = new Drawing(style).height(frame.bottom() + font * 3.2);
    draw(on, frame);
    return on;
  }

  /** The same within a frame of a larger drawing. */
  void draw(Drawing on, Frame frame) {
    double font = on.style().font();
    double least = points.stream().mapToDouble(Point::cost).min().orElse(1);
    double most = points.stream().mapToDouble(Point::cost).max().orElse(2);
    boolean log = least > 0 && most >= 8 * least;
    double pad = log ? Math.pow(most / least, 0.05) : 1;
    Scale x =
        log
            ? new Scale(least / pad, most * pad, frame.left(), frame.right(), true)
            : frame.across(least, most);
    Scale y =
        frame.up(
            points.stream().mapToDouble(Point::accuracy).min().orElse(0),
            points.stream().mapToDouble(Point::accuracy).max().orElse(1));
    frame.vertical(on, y);
    frame.horizontal(on, x);
    frame.verticalName(on, Labels.metric(metric.name()));
    frame.horizontalName(on, Labels.metric(cost) + (log ? ", log" : ""));
    for (Point point : points) {
      on.faintMarker(
          x.at(point.cost()),
          y.at(point.accuracy()),
          font * 0.3,
          Shape.CIRCLE,
          Ink.series(0),
          Note.of(text(point.label(), point.accuracy(), point.cost())));
    }
    double[] line = new double[2 * front.size()];
    for (int i = 0; i < front.size(); i++) {
      line[2 * i] = x.at(front.get(i).cost());
      line[2 * i + 1] = y.at(front.get(i).accuracy());
    }
    if (front.size() > 1) {
      on.path(line, Ink.series(1), font * 0.14, Drawing.dash(0), 1, Note.NONE);
    }
    for (int i = 0; i < front.size(); i++) {
      ParetoPoint point = front.get(i);
      on.marker(
          line[2 * i],
          line[2 * i + 1],
          font * 0.36,
          Shape.DIAMOND,
          Ink.series(1),
          true,
          Note.of(text(point.cell().label(), point.accuracy(), point.cost())));
    }
  }

  /** What is compared with the metric. */
  String cost() {
    return cost;
  }

  Metric metric() {
    return metric;
  }

  List<ParetoPoint> front() {
    return front;
  }

  private String text(String label, double accuracy, double at) {
    return label
        + ": "
        + Rounded.number(accuracy)
        + " at "
        + Rounded.number(at)
        + " "
        + Labels.metric(cost);
  }
}
