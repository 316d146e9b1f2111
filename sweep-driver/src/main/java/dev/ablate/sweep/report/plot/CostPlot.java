package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.ParetoPoint;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Rounded;
import java.util.Comparator;
import java.util.List;

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

  @Override
  public String title() {
    return Labels.title(metric.name()) + " against " + Labels.metric(cost);
  }

  @Override
  public String description() {
    return "A circle is a cell, its mean over seeds. Diamonds joined by a line are the front: no cell"
        + " is better and cheaper at once.";
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
    frame.horizontalName(on, Labels.metric(cost) + (log ? ", logarithmic" : ""));
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
    return on;
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
