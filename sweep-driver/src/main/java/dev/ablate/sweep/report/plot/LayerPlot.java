package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Rounded;
import dev.ablate.sweep.results.table.LayerStatRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a trial's layers put out while it trained: mean, deviation and share of zeros over the
 * epochs, a line a layer, and a histogram a layer of the first and the last epoch.
 */
public final class LayerPlot implements Plot {

  private static final int HISTOGRAMS = 24;

  private record Quantity(String name, Function<LayerStatRow, Double> of) {}

  private static final List<Quantity> QUANTITIES =
      List.of(
          new Quantity("mean of activations", LayerStatRow::activationMean),
          new Quantity("their deviation", LayerStatRow::activationDeviation),
          new Quantity("share of zeros", LayerStatRow::zeroShare));

  private final String trial;
  private final Map<String, List<LayerStatRow>> layers = new LinkedHashMap<>();

  /**
   * Of one trial.
   *
   * @param trial its name for people
   * @param rows at least one; what was not finite is not drawn
   */
  public LayerPlot(String trial, List<LayerStatRow> rows) {
    this.trial = trial;
    for (LayerStatRow row : rows) {
      layers.computeIfAbsent(row.index() + " " + row.name(), none -> new ArrayList<>()).add(row);
    }
  }

  @Override
  public String title() {
    return "Layers of " + trial;
  }

  @Override
  public String description() {
    return "Above, a line is a layer's output over images and units after each epoch that was"
        + " looked at; epoch 0 is before training. Below, how often a layer puts out what,"
        + " full the last epoch, dashed the first; a bar's height is the root of its share"
        + " of the highest"
        + (layers.size() > HISTOGRAMS
            ? "; the first " + HISTOGRAMS + " of " + layers.size() + " layers"
            : "")
        + ".";
  }

  /** As the table {@code layer_stats} has them. */
  @Override
  public Numbers numbers() {
    Numbers.Builder numbers =
        Numbers.of(
            "index", "name", "epoch", "activation_mean", "activation_deviation", "zero_share");
    layers
        .values()
        .forEach(
            rows ->
                rows.forEach(
                    row ->
                        numbers.row(
                            row.index(),
                            row.name(),
                            row.epoch(),
                            row.activationMean(),
                            row.activationDeviation(),
                            row.zeroShare())));
    return numbers.build();
  }

  @Override
  public Drawing draw(Style style) {
    double font = style.font();
    Drawing on = new Drawing(style);
    int columns = style.narrow() ? 1 : QUANTITIES.size();
    double wide = style.width() / columns;
    double high = font * 17;
    double left = font * 4.8;
    for (int i = 0; i < QUANTITIES.size(); i++) {
      int line = i / columns;
      Frame frame =
          new Frame(
              i % columns * wide + left,
              line * high + font * 0.6,
              wide - left - font,
              high - font * 4.2);
      panel(on, frame, QUANTITIES.get(i));
    }
    int lines = (QUANTITIES.size() + columns - 1) / columns;
    double below = lines * high;
    List<String> names = layers.values().stream().map(rows -> rows.get(0).name()).toList();
    below += Legend.draw(on, names, font, below) + font;
    return on.height(histograms(on, below));
  }

  private void panel(Drawing on, Frame frame, Quantity quantity) {
    double font = on.style().font();
    double[] values =
        layers.values().stream()
            .flatMap(List::stream)
            .filter(row -> isFinite(quantity.of.apply(row)))
            .mapToDouble(row -> quantity.of.apply(row))
            .sorted()
            .toArray();
    int first = epochs().mapToInt(row -> row).min().orElse(0);
    int last = epochs().mapToInt(row -> row).max().orElse(1);
    Scale y = values.length == 0 ? frame.up(0, 1) : frame.up(values[0], values[values.length - 1]);
    Scale x = new Scale(first, Math.max(last, first + 1), frame.left(), frame.right(), false);
    frame.vertical(on, y);
    frame.horizontalWhole(on, x);
    frame.verticalName(on, quantity.name);
    frame.horizontalName(on, "epoch");
    int series = 0;
    for (List<LayerStatRow> rows : layers.values()) {
      List<LayerStatRow> drawn =
          rows.stream().filter(row -> isFinite(quantity.of.apply(row))).toList();
      double[] line = new double[2 * drawn.size()];
      for (int i = 0; i < drawn.size(); i++) {
        LayerStatRow row = drawn.get(i);
        line[2 * i] = x.at(row.epoch());
        line[2 * i + 1] = y.at(quantity.of.apply(row));
        on.marker(
            line[2 * i],
            line[2 * i + 1],
            font * 0.24,
            Shape.series(series),
            Ink.series(series),
            true,
            Note.of(
                row.name()
                    + ", epoch "
                    + row.epoch()
                    + ": "
                    + Rounded.number(quantity.of.apply(row))));
      }
      if (drawn.size() > 1) {
        on.path(line, Ink.series(series), font * 0.12, Drawing.dash(series), 0.9, Note.NONE);
      }
      series++;
    }
  }

  private Stream<Integer> epochs() {
    return layers.values().stream().flatMap(List::stream).map(LayerStatRow::epoch);
  }

  private static boolean isFinite(Double value) {
    return value != null && Double.isFinite(value);
  }

  /** A panel a layer, as many in a line as there is room for; where they end. */
  private double histograms(Drawing on, double top) {
    double font = on.style().font();
    int columns = on.style().narrow() ? 2 : 4;
    double wide = on.style().width() / columns;
    double high = font * 9;
    int place = 0;
    for (List<LayerStatRow> rows : layers.values()) {
      if (place == HISTOGRAMS) {
        break;
      }
      int line = place / columns;
      double left = place % columns * wide + font;
      double above = top + line * high + font * 1.6;
      on.heading(left, above - font * 0.6, on.style().fitted(rows.get(0).name(), wide - 2 * font));
      LayerHistogram.draw(
          on, new Frame(left, above, wide - 2 * font, high - font * 4.2), rows, place);
      place++;
    }
    int lines = (place + columns - 1) / columns;
    return top + lines * high;
  }
}
