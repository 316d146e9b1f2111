package dev.ablate.inspect;

import dev.ablate.inspect.network.Convolvers;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import dev.ablate.spec.Names;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A trained network that is looked at. Goes to other processes.
 *
 * @param network its layers
 * @param input shape of one image
 * @param parameters its weights
 * @param convolvers who computes its products
 */
public record Subject(Network network, Shape input, Parameters parameters, Convolvers convolvers)
    implements Serializable {

  /** The network made ready for the calling thread. */
  public UnfusedNetwork open() {
    return new UnfusedNetwork(network, input, parameters, convolvers);
  }

  /** The same network with other weights. */
  public Subject with(Parameters other) {
    return new Subject(network, input, other, convolvers);
  }

  /** Shapes of all layers. */
  public NetworkSummary summary() {
    return NetworkSummary.of(network, input);
  }

  /** Number of classes. */
  public int classes() {
    return summary().layers().get(network.layers().size() - 1).output().channels();
  }

  /**
   * The index of a layer.
   *
   * @throws InspectionException if there is none of that name, with those that there are
   */
  public int layer(String name) {
    for (int i = 0; i < network.layers().size(); i++) {
      if (network.layers().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new InspectionException(
        "there is no layer \""
            + name
            + "\"; the layers are "
            + network.layers().stream().map(NamedLayer::name).collect(Collectors.joining(", ")));
  }

  /** The name of a layer. */
  public String name(int layer) {
    return network.layers().get(layer).name();
  }

  /** Units of a layer: channels of its output. */
  public int units(int layer) {
    return summary().layers().get(layer).output().channels();
  }

  /** The last convolution, -1 if there is none. */
  public int lastConvolution() {
    int last = -1;
    for (int i = 0; i < network.layers().size(); i++) {
      last = network.layers().get(i).layer() instanceof Layer.Convolution ? i : last;
    }
    return last;
  }

  /** The product that gives the class scores. */
  public int lastProduct() {
    int last = network.layers().size() - 1;
    while (!(network.layers().get(last).layer() instanceof Layer.Dense)) {
      last--;
    }
    return last;
  }

  /**
   * Refuses names of no layer.
   *
   * @throws InspectionException naming the first of them, with the layers that there are
   */
  public void requireKnown(List<String> names) {
    names.forEach(this::layer);
  }

  /** Whether ReLU is its only activation. */
  public boolean isRelu() {
    return other().isEmpty();
  }

  /**
   * Refuses networks with other activations, for what is defined for ReLU alone.
   *
   * @param kind what is refused, for the message
   */
  public void requireRelu(String kind) {
    other()
        .ifPresent(
            named -> {
              throw new InspectionException(
                  kind
                      + " is defined for ReLU alone, but "
                      + named.name()
                      + " is "
                      + Names.kebab(((Layer.Activation) named.layer()).function())
                      + "; gradient, gradient-x-input, smooth and occlusion work for every"
                      + " activation");
            });
  }

  private Optional<NamedLayer> other() {
    return network.layers().stream()
        .filter(
            named ->
                named.layer() instanceof Layer.Activation activation
                    && activation.function() != ActivationFunction.RELU
                    && activation.function() != ActivationFunction.IDENTITY)
        .findFirst();
  }
}
