package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Filters;
import dev.ablate.inspect.Filters.Filter;
import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.report.picture.Raster;
import dev.ablate.sweep.report.picture.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Filters as tiles: raw, all on one scale, and each on its own. */
final class FiltersFigure {

  private static final double SIDE = 34;

  private FiltersFigure() {}

  /**
   * Draws them.
   *
   * @param most the raw tiles' largest weight
   */
  static Sight draw(InspectedTrial trial, Filters filters, Filters.Order order, double most) {
    String kernel = filters.kernel() + "×" + filters.kernel();
    int columns = (int) Math.ceil(Math.sqrt(filters.filters().size()));
    List<String> labels =
        filters.filters().stream().map(filter -> Integer.toString(filter.unit())).toList();
    Picture raw =
        Figure.headed(
            "raw, all on one scale",
            Figure.grid(
                filters.filters().stream().map(filter -> tile(filters, filter, most)).toList(),
                labels,
                columns,
                SIDE));
    Picture normalised =
        Figure.headed(
            "normalised, each by its own largest weight",
            Figure.grid(
                filters.filters().stream()
                    .map(filter -> tile(filters, filter, largest(List.of(filter))))
                    .toList(),
                labels,
                columns,
                SIDE));
    List<Picture> parts = new ArrayList<>(List.of(Figure.row(List.of(raw, normalised))));
    if (!filters.isColour()) {
      parts.add(Figure.bar(Scale.aroundZero(most), "weight"));
    }
    String name = "filters-" + filters.layer();
    return Sight.of(
        name,
        Figure.of(
            filters.filters().size() + " filters of " + filters.layer(),
            caption(trial, filters, kernel, most, order),
            parts),
        List.of(
            "layer", "unit", "norm", "mean", "gabor_orientation", "gabor_frequency", "gabor_r2"),
        filters.filters().stream().map(filter -> row(filters, filter)).toList());
  }

  private static String caption(
      InspectedTrial trial, Filters filters, String kernel, double most, Filters.Order order) {
    String shown =
        filters.isColour()
            ? "red, green and blue are the weights of the image's channels, grey is 0, the full"
                + " range is ±"
                + Figure.number(most)
            : filters.channels() == 1
                ? "blue is negative, red positive"
                : "of "
                    + filters.channels()
                    + " input channels the one with the largest weights is shown; blue is negative,"
                    + " red positive";
    return trial.describe()
        + ". Kernel "
        + kernel
        + "; "
        + shown
        + ". Numbers are units, sorted by "
        + order.name().toLowerCase(Locale.ROOT)
        + ".";
  }

  /** The largest weight, without its sign. */
  static double largest(List<Filter> filters) {
    return filters.stream()
        .flatMap(filter -> Arrays.stream(filter.weights()))
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .max()
        .orElse(1);
  }

  private static Raster tile(Filters filters, Filter filter, double most) {
    if (filters.isColour()) {
      return Raster.ofColours(filter.weights(), filters.kernel(), -most, most);
    }
    double[] strongest = filter.weights()[0];
    for (double[] channel : filter.weights()) {
      strongest = squares(channel) > squares(strongest) ? channel : strongest;
    }
    return Raster.of(strongest, filters.kernel(), Scale.aroundZero(most));
  }

  private static double squares(double[] values) {
    return Arrays.stream(values).map(value -> value * value).sum();
  }

  private static List<Object> row(Filters filters, Filter filter) {
    return Arrays.asList(
        filters.layer(),
        filter.unit(),
        filter.norm(),
        filter.mean(),
        filter.fit() == null ? null : (Double) filter.fit().orientation(),
        filter.fit() == null ? null : (Double) filter.fit().frequency(),
        filter.fit() == null ? null : (Double) filter.fit().r2());
  }
}
