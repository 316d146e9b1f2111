package dev.ablate.inspect.network;

import dev.ablate.model.Layer;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A trained network layer by layer, as it is when it predicts: nothing fused, so that the output of
 * a convolution, of its activation and of its pooling are three things. For one thread.
 */
public final class UnfusedNetwork implements AutoCloseable {

  private final Network network;
  private final NetworkSummary summary;
  private final List<Operation> operations = new ArrayList<>();

  /**
   * With its parameters.
   *
   * @param input shape of one image
   */
  public UnfusedNetwork(
      Network network, Shape input, Parameters parameters, Convolvers convolvers) {
    this.network = network;
    this.summary = NetworkSummary.of(network, input);
    for (LayerSummary layer : summary.layers()) {
      operations.add(
          network
              .layers()
              .get(layer.index())
              .layer()
              .accept(new OperationOf(layer, parameters, convolvers)));
    }
  }

  /** Shapes of all layers. */
  public NetworkSummary summary() {
    return summary;
  }

  /** The layers. */
  public Network network() {
    return network;
  }

  /** Number of layers. */
  public int depth() {
    return operations.size();
  }

  /** The layer's kind. */
  public Layer layer(int index) {
    return network.layers().get(index).layer();
  }

  /**
   * What went through the network.
   *
   * @param places {@code places[0]} the images, {@code places[i + 1]} the output of layer i
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Pass(Maps[] places) {

    /** The output of a layer. */
    public Maps output(int layer) {
      return places[layer + 1];
    }

    /** The input of a layer. */
    public Maps input(int layer) {
      return places[layer];
    }

    /** Number of images. */
    public int count() {
      return places[0].count();
    }

    /** Class scores. */
    public Maps scores() {
      return places[places.length - 1];
    }
  }

  /** All layers' outputs. */
  public Pass forward(Maps images) {
    return resume(new Pass(new Maps[depth() + 1]), 0, images);
  }

  /**
   * The pass again from a place on.
   *
   * @param base the pass that it differs from; what is before the place is its
   * @param place of {@link Pass#places}
   * @param there what is there now
   */
  public Pass resume(Pass base, int place, Maps there) {
    Maps[] places = Arrays.copyOf(base.places, depth() + 1);
    places[place] = there;
    for (int layer = place; layer < depth(); layer++) {
      places[layer + 1] = run(layer, places);
    }
    return new Pass(places);
  }

  private Maps run(int layer, Maps[] places) {
    if (layer(layer) instanceof Layer.Branch branch) {
      return places[layer - branch.back()];
    }
    if (layer(layer) instanceof Layer.Concatenation concatenation) {
      return places[layer - concatenation.back()].beside(places[layer]);
    }
    if (!(layer(layer) instanceof Layer.Shortcut shortcut)) {
      return operations.get(layer).forward(places[layer]);
    }
    Maps sum = places[layer].copy();
    double[] passed = places[layer - shortcut.back()].values();
    for (int i = 0; i < passed.length; i++) {
      sum.values()[i] += passed[i];
    }
    return sum;
  }

  /**
   * The gradient at every place up to one, of what has the given gradient there.
   *
   * @param pass of {@link #forward}
   * @param place of {@link Pass#places} where the gradient is known
   * @param gradient of that place's shape
   * @return one a place, from 0 to {@code place}
   */
  public Maps[] backward(Pass pass, int place, Maps gradient, BackwardRule rule) {
    Maps[] gradients = new Maps[place + 1];
    gradients[place] = gradient;
    for (int layer = place - 1; layer >= 0; layer--) {
      if (gradients[layer + 1] == null) {
        // Left aside by a branch, and not yet added by a shortcut.
        gradients[layer + 1] = Maps.zeros(pass.output(layer).shape(), pass.count());
      }
      Maps back = gradients[layer + 1];
      if (layer(layer) instanceof Layer.Reaching reader) {
        int passed = layer - reader.back();
        int others = pass.places[passed].shape().channels();
        boolean concatenates = reader instanceof Layer.Concatenation;
        gradients[passed] = sum(gradients[passed], concatenates ? back.channels(0, others) : back);
        back = concatenates ? back.channels(others, pass.input(layer).shape().channels()) : back;
      }
      if (layer(layer) instanceof Layer.Branch) {
        continue;
      }
      back = operations.get(layer).backward(pass.input(layer), pass.output(layer), back, rule);
      gradients[layer] = sum(gradients[layer], back);
    }
    return gradients;
  }

  private static Maps sum(Maps one, Maps other) {
    if (one == null) {
      return other;
    }
    Maps sum = one.copy();
    for (int i = 0; i < sum.values().length; i++) {
      sum.values()[i] += other.values()[i];
    }
    return sum;
  }

  /**
   * Where the channels that a layer makes are read by others: behind batch norm, activation and
   * pooling, which leave each channel to itself, unless a later layer reads them before.
   *
   * @return the place in {@link Pass#places}
   */
  public int end(int layer) {
    int place = layer + 1;
    while (place < depth()
        && operations.get(place).staysInChannel()
        && !(layer(place) instanceof Layer.Reaching)
        && !isPassedOn(place)) {
      place++;
    }
    return place;
  }

  /** Whether a later layer reads a place beside the next one. */
  private boolean isPassedOn(int place) {
    return !network.readersBeside(place).isEmpty();
  }

  /**
   * The pass as if one channel of a place were zero. Behind a convolution or product what the
   * channel adds there is taken away, which needs the product with that channel alone.
   */
  public Pass without(Pass pass, int place, int channel) {
    boolean linear =
        place < depth() && operations.get(place) instanceof LinearOperation && pass.count() > 0;
    if (!linear) {
      return resume(pass, place, pass.places[place].without(channel));
    }
    Pass base = pass;
    if (isPassedOn(place)) {
      Maps[] places = pass.places.clone();
      places[place] = places[place].without(channel);
      base = new Pass(places);
    }
    Maps input = pass.input(place);
    Maps added =
        ((LinearOperation) operations.get(place))
            .contribution(alone(input, channel), channel, input.shape().channels());
    double[] before = pass.output(place).values();
    double[] after = added.values();
    for (int i = 0; i < after.length; i++) {
      after[i] = before[i] - after[i];
    }
    return resume(base, place + 1, added);
  }

  private static Maps alone(Maps input, int channel) {
    Shape shape = new Shape(1, input.shape().height(), input.shape().width());
    Maps alone = Maps.zeros(shape, input.count());
    for (int image = 0; image < input.count(); image++) {
      System.arraycopy(
          input.values(),
          input.at(image, channel),
          alone.values(),
          image * alone.size(),
          alone.size());
    }
    return alone;
  }

  @Override
  public void close() {
    operations.forEach(Operation::close);
  }
}
