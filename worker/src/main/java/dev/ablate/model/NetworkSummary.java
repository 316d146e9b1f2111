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
      if (named.layer() instanceof Layer.Shortcut shortcut) {
        requireSame(named.name(), shape, places.get(position - shortcut.back()));
      } else if (named.layer() instanceof Layer.Branch branch) {
        shape = places.get(position - branch.back());
      }
      LayerSummary layer = infer(position, named, shape);
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

  private static void requireSame(String name, Shape shape, Shape added) {
    if (!shape.equals(added)) {
      throw new InvalidNetworkException(
          name
              + ": "
              + added
              + " cannot be added to "
              + shape
              + ", which has another shape; shortcut = projection adapts channels and stride");
    }
  }

  private static LayerSummary infer(int index, NamedLayer named, Shape in) {
    Layer layer = named.layer();
    List<Parameter> parameters = layer.parameters(in);
    long trainable =
        named.rateFactor() == 0 ? 0 : length(parameters, parameter -> parameter.kind().trained());
    return new LayerSummary(
        index,
        named.name(),
        layer.getClass().getAnnotation(Tag.class).value(),
        in,
        layer.output(named.name(), in),
        length(parameters, parameter -> true),
        trainable,
        layer.macs(in));
  }

  private static long length(List<Parameter> parameters, Predicate<Parameter> which) {
    return parameters.stream().filter(which).mapToLong(Parameter::length).sum();
  }
}
