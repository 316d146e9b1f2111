package dev.ablate.model;

import dev.ablate.model.Network.NamedLayer;
import dev.ablate.spec.Tag;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Shapes and costs of a network for a given input, by arithmetic alone.
 *
 * @param layers one a primitive layer, in order
 */
public record NetworkSummary(List<LayerSummary> layers) implements Serializable {

  public NetworkSummary {
    layers = List.copyOf(layers);
  }

  /**
   * Infers shapes through every layer.
   *
   * @throws InvalidNetworkException if a layer does not fit its input
   */
  public static NetworkSummary of(Network network, Shape input) {
    List<LayerSummary> layers = new ArrayList<>();
    List<Shape> places = new ArrayList<>(List.of(input));
    for (NamedLayer named : network.layers()) {
      int position = layers.size();
      Shape shape = places.get(position);
      LayerSummary layer =
          named.layer() instanceof Layer.Reaching reaching
              ? joined(position, named, shape, places.get(position - reaching.back()))
              : infer(position, named, shape);
      layers.add(layer);
      places.add(layer.output());
    }
    return new NetworkSummary(layers);
  }

  /** Stored numbers of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(LayerSummary::parameters).sum();
  }

  /** Numbers that the optimizer changes. */
  public long trainable() {
    return layers.stream().mapToLong(LayerSummary::trainable).sum();
  }

  /** Multiply-accumulate operations of one example's forward pass. */
  public long macs() {
    return layers.stream().mapToLong(LayerSummary::macs).sum();
  }

  /** Values that one example's forward pass produces, the input not counted. */
  public long activations() {
    return layers.stream().mapToLong(layer -> layer.output().size()).sum();
  }

  private static LayerSummary joined(int index, NamedLayer named, Shape in, Shape other) {
    Layer.Reaching layer = (Layer.Reaching) named.layer();
    return summary(index, named, in, layer.output(named.name(), in, other));
  }

  private static LayerSummary infer(int index, NamedLayer named, Shape in) {
    return summary(index, named, in, named.layer().output(named.name(), in));
  }

  private static LayerSummary summary(int index, NamedLayer named, Shape in, Shape out) {
    Layer layer = named.layer();
    List<Parameter> parameters = layer.parameters(in);
    long trainable =
        named.rateFactor() == 0 ? 0 : length(parameters, parameter -> parameter.kind().trained());
    return new LayerSummary(
        index,
        named.name(),
        layer.getClass().getAnnotation(Tag.class).value(),
        in,
        out,
        length(parameters, parameter -> true),
        trainable,
        layer.macs(in));
  }

  private static long length(List<Parameter> parameters, Predicate<Parameter> which) {
    return parameters.stream().filter(which).mapToLong(Parameter::length).sum();
  }
}
