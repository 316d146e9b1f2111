package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.CellSummary;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.report.plot.Drawing.Anchor;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Rounded;
import java.util.List;
import java.util.OptionalDouble;

/** Means by the values of two axes; an empty tile has no trial that completed. */
public final class HeatMap implements Plot {

  private final Metric metric;
  private final Axis across;
  private final Axis down;
  private final List<CellSummary> cells;

  /** Of one metric and two axes. */
  public HeatMap(Metric metric, Axis across, Axis down, List<CellSummary> cells) {
    this.metric = metric;
    this.across = across;
    this.down = down;
    this.cells = List.copyOf(cells);
  }

  @Override
  public String title() {
    return Labels.title(metric.name()) + " by " + across.name() + " and " + down.name();
  }

  @Override
  public String description() {
    return "Mean over the cells that have both values, stronger for larger numbers; a number stands in"
        + " each tile.";
  }

  @Override
  public Numbers numbers() {
    Numbers.Builder numbers = Numbers.of(across.name(), down.name(), "mean");
    for (Object a : across.values()) {
      for (Object b : down.values()) {
        OptionalDouble mean = mean(a, b);
        numbers.row(Axis.text(a), Axis.text(b), mean.isPresent() ? mean.getAsDouble() : null);
      }
    }
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    double[] range =
        across.values().stream()
            .flatMap(a -> down.values().stream().map(b -> mean(a, b)))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    double least = range.length == 0 ? 0 : range[0];
    double most = range.length == 0 ? 1 : range[range.length - 1];
    double left = Math.min(style.width() * 0.3, widest(style) + font * 2.6);
    double side = Math.min((style.width() - left - font) / across.values().size(), font * 9);
    double high = Math.min(side, font * 3);
    double top = font * 0.5;
    Drawing on = new Drawing(style).height(top + down.values().size() * high + font * 3.4);
    on.upwards(font, top + down.values().size() * high / 2, down.name());
    for (int row = 0; row < down.values().size(); row++) {
      on.small(
          left - font * 0.6,
          top + row * high + high / 2 + font * 0.3,
          style.fitted(Labels.value(down.values().get(row)), left - font * 2.4),
          Anchor.END,
          Ink.INK);
      for (int column = 0; column < across.values().size(); column++) {
        OptionalDouble mean = mean(across.values().get(column), down.values().get(row));
        if (mean.isPresent()) {
          double share = most > least ? (mean.getAsDouble() - least) / (most - least) : 0.5;
          double x = left + column * side;
          double y = top + row * high;
          String text = Rounded.number(mean.getAsDouble());
          on.tile(x + 1, y + 1, side - 2, high - 2, share, Note.of(text));
          on.small(
              x + side / 2,
              y + high / 2 + on.smallFont() * 0.35,
              style.fitted(text, side),
              Anchor.MIDDLE,
              Ink.INK);
        }
      }
    }
    double below = top + down.values().size() * high;
    for (int column = 0; column < across.values().size(); column++) {
      on.small(
          left + column * side + side / 2,
          below + font * 1.3,
          style.fitted(Labels.value(across.values().get(column)), side * 0.95),
          Anchor.MIDDLE,
          Ink.INK);
    }
    on.small(
        left + side * across.values().size() / 2,
        below + font * 2.7,
        across.name(),
        Anchor.MIDDLE,
        Ink.MUTED);
    return on;
  }

  private double widest(Style style) {
    return down.values().stream()
        .mapToDouble(value -> style.width(Labels.value(value)))
        .max()
        .orElse(0);
  }

  private OptionalDouble mean(Object a, Object b) {
    return CellMeans.of(cells, across, a, down, b);
  }
}
