package dev.ablate.engine.definition;

import dev.ablate.engine.ParameterArray;
import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Parameter;
import dev.ablate.model.Parameter.Kind;
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

  /**
   * One parameter array of one layer.
   *
   * @param layer name of the layer
   * @param parameter what it is
   * @param offset position of its first number
   */
  public record Segment(String layer, Parameter parameter, long offset) {

    /** What it is to the optimizer. */
    public Kind kind() {
      return parameter.kind();
    }

    /** As {@link Parameter#shape}. */
    public List<Long> shape() {
      return parameter.shape();
    }

    /** How many numbers. */
    public long length() {
      return parameter.length();
    }
  }

  public ParameterLayout {
    segments = List.copyOf(segments);
  }

  /** Of a network for images of a shape. */
  public static ParameterLayout of(Network network, Shape input) {
    List<Segment> segments = new ArrayList<>();
    long end = 0;
    for (LayerSummary summary : NetworkSummary.of(network, input).layers()) {
      NamedLayer named = network.layers().get(summary.index());
      for (Parameter parameter : named.layer().parameters(summary.input())) {
        segments.add(new Segment(named.name(), parameter, end));
        end += parameter.length();
      }
    }
    return new ParameterLayout(segments);
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
}
