package dev.ablate.engine.definition;

import dev.ablate.engine.ParameterArray;
import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which stretch of the flat vector of all parameters belongs to what: layer after layer, in the
 * order in which DL4J has a layer's arrays.
 *
 * @param segments in the order of their layers
 */
public record ParameterLayout(List<Segment> segments) {

  /** What a parameter is to the optimizer. */
  public enum Kind {
    WEIGHT,
    BIAS,
    /** Batch norm's gamma. */
    SCALE,
    /** Batch norm's beta. */
    SHIFT,
    /** A running mean: not trained; its "gradient" is what is to be taken from it. */
    MEAN,
    /** A running variance, as {@link #MEAN}. */
    VARIANCE;

    /** Whether the optimizer changes it. */
    public boolean trained() {
      return this != MEAN && this != VARIANCE;
    }
  }

  /**
   * One parameter array of one layer.
   *
   * @param layer name of the layer
   * @param kind what it is
   * @param shape as DL4J has it: {@code [filters, channels, kernel, kernel]}; of products {@code
   *     [in, out]}, each output's weights side by side
   * @param offset position of its first number
   * @param length how many
   */
  public record Segment(String layer, Kind kind, List<Long> shape, long offset, long length) {}

  public ParameterLayout {
    segments = List.copyOf(segments);
  }

  /** Of a network for images of a shape. */
  public static ParameterLayout of(Network network, Shape input) {
    Builder builder = new Builder();
    for (LayerSummary summary : NetworkSummary.of(network, input).layers()) {
      NamedLayer named = network.layers().get(summary.index());
      builder.add(named.name(), named.layer(), summary.input());
    }
    return new ParameterLayout(builder.segments);
  }

  /** Numbers of the vector. */
  public long length() {
    return segments.stream().mapToLong(Segment::length).sum();
  }

  /** The first of the output layer's segments: the last product's. */
  public int outputAt(Network network) {
    String output =
        network.layers().stream()
            .filter(layer -> layer.layer() instanceof Layer.Dense)
            .reduce((first, second) -> second)
            .map(NamedLayer::name)
            .orElseThrow();
    int index = 0;
    while (!segments.get(index).layer().equals(output)) {
      index++;
    }
    return index;
  }

  /** Kinds and shapes of all parameters; names are free. */
  public String fingerprint() {
    return String.join(" ", fingerprints());
  }

  /** One a segment. */
  public List<String> fingerprints() {
    return segments.stream().map(segment -> segment.kind() + segment.shape().toString()).toList();
  }

  /** Each layer's own numbers, of a vector laid out like the parameters. */
  public List<ParameterArray> arrays(double[] flat) {
    List<ParameterArray> arrays = new ArrayList<>();
    Set<String> weighted = new HashSet<>();
    for (Segment segment : segments) {
      Role role =
          switch (segment.kind()) {
            // A recurrent layer's second weights are those of its states.
            case WEIGHT -> weighted.add(segment.layer()) ? Role.WEIGHT : Role.STATE_WEIGHT;
            case BIAS -> Role.BIAS;
            case SCALE -> Role.SCALE;
            case SHIFT -> Role.SHIFT;
            case MEAN -> Role.MEAN;
            case VARIANCE -> Role.VARIANCE;
          };
      int from = Math.toIntExact(segment.offset());
      int to = Math.toIntExact(segment.offset() + segment.length());
      arrays.add(new ParameterArray(segment.layer(), role, Arrays.copyOfRange(flat, from, to)));
    }
    return arrays;
  }

  private static final class Builder {

    private final List<Segment> segments = new ArrayList<>();
    private long end;

    void add(String name, Layer layer, Shape in) {
      if (layer instanceof Layer.Convolution conv) {
        bias(name, conv.bias(), conv.filters());
        long kernel = conv.kernel();
        add(name, Kind.WEIGHT, (long) conv.filters(), (long) in.channels(), kernel, kernel);
      } else if (layer instanceof Layer.Dense dense) {
        add(name, Kind.WEIGHT, in.size(), (long) dense.units());
        bias(name, dense.bias(), dense.units());
      } else if (layer instanceof Layer.BatchNormalization) {
        for (Kind kind : List.of(Kind.SCALE, Kind.SHIFT, Kind.MEAN, Kind.VARIANCE)) {
          add(name, kind, (long) in.channels());
        }
      } else if (layer instanceof Layer.Recurrent recurrent) {
        long gates = (long) recurrent.cell().gates() * recurrent.units();
        add(name, Kind.WEIGHT, (long) in.channels() * in.width(), gates);
        add(name, Kind.WEIGHT, (long) recurrent.units(), gates);
        add(name, Kind.BIAS, (long) recurrent.biases());
      }
    }

    private void bias(String name, boolean present, long length) {
      if (present) {
        add(name, Kind.BIAS, length);
      }
    }

    private void add(String name, Kind kind, Long... shape) {
      long length = List.of(shape).stream().reduce(1L, (product, side) -> product * side);
      segments.add(new Segment(name, kind, List.of(shape), end, length));
      end += length;
    }
  }
}
