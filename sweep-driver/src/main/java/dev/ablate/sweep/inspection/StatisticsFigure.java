package dev.ablate.sweep.inspection;

import dev.ablate.inspect.DeadUnits;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Palette;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.report.picture.Picture.Align;
import dev.ablate.sweep.report.picture.Picture.Size;
import dev.ablate.sweep.report.picture.Theme.Ink;
import dev.ablate.sweep.results.table.LayerStatRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the numbers of layers did while a trial trained, from the table {@code layer_stats}. */
final class StatisticsFigure {

  private static final double PLOT_WIDTH = 250;
  private static final double PLOT_HEIGHT = 110;
  private static final double BARS_WIDTH = 96;
  private static final double BARS_HEIGHT = 30;
  private static final int BARS_ACROSS = 6;

  private StatisticsFigure() {}

  /** A quantity over the epochs. */
  private record Quantity(String name, Function<LayerStatRow, Double> value) {}

  private static final List<Quantity> QUANTITIES =
      List.of(
          new Quantity("mean of the activations", LayerStatRow::activationMean),
          new Quantity("deviation of the activations", LayerStatRow::activationDeviation),
          new Quantity("share of zeros", LayerStatRow::zeroShare),
          new Quantity("norm of the weights", LayerStatRow::weightNorm),
          new Quantity("norm of the last gradient", LayerStatRow::gradientNorm));

  /**
   * Draws them.
   *
   * @param dead units by layer, with the weights that are looked at
   * @throws InspectionException if nothing was measured
   */
  static Sight draw(
      InspectedTrial trial, List<LayerStatRow> rows, List<DeadUnits> dead, int images) {
    if (rows.isEmpty()) {
      throw new InspectionException(
          "nothing was measured of the layers of trial "
              + trial.id()
              + "; a study measures it with training.layer-stats { at-epochs = [0, 1, 5] }");
    }
    SortedMap<Integer, List<LayerStatRow>> layers =
        rows.stream()
            .collect(Collectors.groupingBy(LayerStatRow::index, TreeMap::new, Collectors.toList()));
    List<String> names = layers.values().stream().map(layer -> layer.get(0).name()).toList();
    List<Picture> parts = new ArrayList<>(List.of(Figure.legend(names, 2 * PLOT_WIDTH)));
    List<Picture> plots = QUANTITIES.stream().map(one -> plot(one, layers)).toList();
    for (int from = 0; from < plots.size(); from += 2) {
      parts.add(Figure.row(plots.subList(from, Math.min(plots.size(), from + 2))));
    }
    parts.add(Figure.headed("activations, a histogram by layer and epoch", histograms(layers)));
    return Sight.of(
        "statistics",
        Figure.of(
            "What layers did while they trained",
            "Trial "
                + trial.id()
                + ". By epoch; 0 is before training. "
                + told(trial, dead, images),
            parts),
        List.of(
            "epoch",
            "layer",
            "activation_mean",
            "activation_deviation",
            "zero_share",
            "weight_norm",
            "gradient_norm",
            "units",
            "dead_units"),
        rows.stream().map(row -> row(row, dead)).toList());
  }

  private static String told(InspectedTrial trial, List<DeadUnits> dead, int images) {
    if (dead.isEmpty()) {
      return "";
    }
    return "Units that none of "
        + images
        + " images excites, "
        + trial.when()
        + " weights: "
        + dead.stream()
            .map(one -> one.dead() + " of " + one.units() + " in " + one.layer())
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static Picture plot(Quantity quantity, SortedMap<Integer, List<LayerStatRow>> layers) {
    double least = 0;
    double most = 0;
    int last = 1;
    for (List<LayerStatRow> layer : layers.values()) {
      for (LayerStatRow row : layer) {
        Double value = quantity.value.apply(row);
        least = value == null ? least : Math.min(least, value);
        most = value == null ? most : Math.max(most, value);
        last = Math.max(last, row.epoch());
      }
    }
    double range = most > least ? most - least : 1;
    Picture plot = new Picture("");
    double left = 40;
    plot.frame(left, 0, PLOT_WIDTH - left, PLOT_HEIGHT);
    int colour = 0;
    for (List<LayerStatRow> layer : layers.values()) {
      double[] before = null;
      for (LayerStatRow row : layer) {
        Double value = quantity.value.apply(row);
        if (value != null) {
          double[] at = {
            left + (PLOT_WIDTH - left) * row.epoch() / last,
            PLOT_HEIGHT * (1 - (value - least) / range)
          };
          if (before != null) {
            plot.line(before[0], before[1], at[0], at[1], 1.2, Palette.colour(colour));
          }
          plot.dot(at[0], at[1], 2, Palette.colour(colour), 1);
          before = at;
        }
      }
      colour++;
    }
    plot.words(left - 4, 8, Figure.number(most), Size.SMALL, Align.END, Ink.MUTED);
    plot.words(left - 4, PLOT_HEIGHT, Figure.number(least), Size.SMALL, Align.END, Ink.MUTED);
    plot.words(left, PLOT_HEIGHT + 12, "0", Size.SMALL, Align.MIDDLE, Ink.MUTED);
    plot.words(
        PLOT_WIDTH, PLOT_HEIGHT + 12, Integer.toString(last), Size.SMALL, Align.END, Ink.MUTED);
    return Figure.headed(quantity.name, plot);
  }

  private static Picture histograms(SortedMap<Integer, List<LayerStatRow>> layers) {
    double label =
        8
            + layers.values().stream()
                .mapToDouble(layer -> Picture.width(layer.get(0).name(), Size.SMALL))
                .max()
                .orElse(0);
    Picture table = new Picture("");
    double y = 0;
    for (List<LayerStatRow> layer : layers.values()) {
      List<LayerStatRow> shown = spread(layer);
      table.words(0, y + BARS_HEIGHT / 2, layer.get(0).name(), Size.SMALL, Align.START, Ink.INK);
      for (int i = 0; i < shown.size(); i++) {
        table.add(bars(shown.get(i)), label + i * (BARS_WIDTH + 8), y);
      }
      y += BARS_HEIGHT + 18;
    }
    return table;
  }

  /** As many as there is room for, the first and the last among them. */
  private static List<LayerStatRow> spread(List<LayerStatRow> layer) {
    int count = Math.min(layer.size(), BARS_ACROSS);
    List<LayerStatRow> shown = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shown.add(layer.get(count == 1 ? 0 : i * (layer.size() - 1) / (count - 1)));
    }
    return shown;
  }

  private static Picture bars(LayerStatRow row) {
    Picture bars = new Picture("");
    List<Long> counts = row.histogramCounts();
    long most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    double wide = BARS_WIDTH / Math.max(1, counts.size());
    for (int i = 0; i < counts.size(); i++) {
      // The root: a layer of zeros would hide all else.
      double tall = Math.sqrt((double) counts.get(i) / most) * BARS_HEIGHT;
      bars.box(i * wide, BARS_HEIGHT - tall, wide * 0.9, tall, Palette.colour(0));
    }
    bars.line(0, BARS_HEIGHT, BARS_WIDTH, BARS_HEIGHT, 0.5, null);
    List<Double> edges = row.histogramEdges();
    if (!edges.isEmpty()) {
      String least = Figure.number(edges.get(0));
      String greatest = Figure.number(edges.get(edges.size() - 1));
      bars.words(0, BARS_HEIGHT + 10, least, Size.SMALL, Align.START, Ink.MUTED);
      bars.words(BARS_WIDTH, BARS_HEIGHT + 10, greatest, Size.SMALL, Align.END, Ink.MUTED);
    }
    bars.words(
        BARS_WIDTH / 2,
        BARS_HEIGHT + 10,
        "ep. " + row.epoch(),
        Size.SMALL,
        Align.MIDDLE,
        Ink.MUTED);
    return bars;
  }

  private static List<Object> row(LayerStatRow row, List<DeadUnits> dead) {
    DeadUnits units =
        dead.stream()
            .filter(one -> Objects.equals(one.layer(), row.name()))
            .findFirst()
            .orElse(null);
    return Arrays.asList(
        row.epoch(),
        row.name(),
        row.activationMean(),
        row.activationDeviation(),
        row.zeroShare(),
        row.weightNorm(),
        row.gradientNorm(),
        units == null ? null : (Integer) units.units(),
        units == null ? null : (Integer) units.dead());
  }
}
