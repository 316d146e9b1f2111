package dev.ablate.inspect;

import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.inspect.measure.GaborFit;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.model.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The weights of a convolution.
 *
 * @param layer its name
 * @param channels of its input
 * @param kernel height and width of a filter, pixels
 * @param filters one a unit
 */
public record Filters(String layer, int channels, int kernel, List<Filter> filters) {

  /** Only filters over so few channels are seen as pictures, and fitted. */
  private static final int SEEN_CHANNELS = 4;

  /** In which order filters are shown. */
  public enum Order {
    UNIT,
    /** The largest norm first. */
    NORM,
    /** From the fit; filters without one last. */
    ORIENTATION
  }

  /**
   * One filter.
   *
   * @param unit its number, from 0
   * @param weights {@code [channels][kernel * kernel]}
   * @param norm Euclidean
   * @param mean of all weights
   * @param fit the nearest Gabor function; null over more than four channels, below 3×3, or where
   *     all weights are equal
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Filter(int unit, double[][] weights, double norm, double mean, GaborFit fit) {}

  public Filters {
    filters = List.copyOf(filters);
  }

  /**
   * Of a convolution.
   *
   * @throws InspectionException if the layer is none
   */
  public static Filters of(Subject subject, int layer, Order order) {
    if (!(subject.network().layers().get(layer).layer() instanceof Layer.Convolution conv)) {
      throw new InspectionException(
          "filters are those of a convolution, but " + subject.name(layer) + " is none");
    }
    double[] weights = subject.parameters().get(subject.name(layer), Role.WEIGHT);
    int taps = conv.kernel() * conv.kernel();
    int channels = weights.length / (conv.filters() * taps);
    List<Filter> filters = new ArrayList<>();
    for (int unit = 0; unit < conv.filters(); unit++) {
      double[][] own = new double[channels][];
      for (int channel = 0; channel < channels; channel++) {
        int from = (unit * channels + channel) * taps;
        own[channel] = Arrays.copyOfRange(weights, from, from + taps);
      }
      filters.add(filter(unit, own, conv.kernel()));
    }
    filters.sort(comparator(order));
    return new Filters(subject.name(layer), channels, conv.kernel(), filters);
  }

  private static Filter filter(int unit, double[][] weights, int kernel) {
    double squares = 0;
    double sum = 0;
    for (double[] channel : weights) {
      for (double weight : channel) {
        squares += weight * weight;
        sum += weight;
      }
    }
    boolean seen = weights.length <= SEEN_CHANNELS && kernel >= 3;
    return new Filter(
        unit,
        weights,
        Math.sqrt(squares),
        sum / (weights.length * weights[0].length),
        seen ? GaborFit.of(weights, kernel) : null);
  }

  private static Comparator<Filter> comparator(Order order) {
    return switch (order) {
      case UNIT -> Comparator.comparingInt(Filter::unit);
      case NORM -> Comparator.comparingDouble(Filter::norm).reversed();
      case ORIENTATION ->
          Comparator.comparingDouble(
              filter -> filter.fit() == null ? Double.MAX_VALUE : filter.fit().orientation());
    };
  }

  /** Whether a filter is over the red, green and blue of images. */
  public boolean isColour() {
    return channels == 3;
  }
}
