package dev.ablate.model;

import dev.ablate.model.Network.NamedLayer;
import dev.ablate.spec.Tag;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

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
    Shape shape = input;
    for (NamedLayer named : network.layers()) {
      LayerSummary layer = infer(layers.size(), named, shape);
      if (named.layer() instanceof Layer.Shortcut shortcut) {
        requireSame(named.name(), shape, layers.get(layers.size() - shortcut.back()).input());
      }
      layers.add(layer);
      shape = layer.output();
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
          name + ": " + added + " cannot be added to " + shape + ", which has another shape");
    }
  }

  private static LayerSummary infer(int index, NamedLayer named, Shape in) {
    Layer layer = named.layer();
    Shape out = in;
    long parameters = 0;
    long trainable = 0;
    long macs = 0;
    if (layer instanceof Layer.Convolution conv) {
      int reach = (conv.kernel() - 1) * conv.dilation() + 1;
      out =
          new Shape(
              conv.filters(),
              window(named.name(), "kernel", in, in.height(), reach, conv.stride(), conv.padding()),
              window(named.name(), "kernel", in, in.width(), reach, conv.stride(), conv.padding()));
      long weights = (long) conv.filters() * in.channels() * conv.kernel() * conv.kernel();
      parameters = weights + (conv.bias() ? conv.filters() : 0);
      trainable = parameters;
      macs = weights * out.height() * out.width();
    } else if (layer instanceof Layer.Pooling pool) {
      out =
          new Shape(
              in.channels(),
              window(
                  named.name(),
                  "size",
                  in,
                  in.height(),
                  pool.size(),
                  pool.stride(),
                  pool.padding()),
              window(
                  named.name(),
                  "size",
                  in,
                  in.width(),
                  pool.size(),
                  pool.stride(),
                  pool.padding()));
    } else if (layer instanceof Layer.GlobalPooling) {
      out = Shape.vector(in.channels());
    } else if (layer instanceof Layer.BatchNormalization) {
      parameters = 4L * in.channels();
      trainable = 2L * in.channels();
    } else if (layer instanceof Layer.Dense dense) {
      out = Shape.vector(dense.units());
      macs = in.size() * dense.units();
      parameters = macs + (dense.bias() ? dense.units() : 0);
      trainable = parameters;
    } else if (layer instanceof Layer.Recurrent recurrent) {
      long gates = (long) recurrent.cell().gates() * recurrent.units();
      long row = (long) in.channels() * in.width();
      out =
          recurrent.everyStep()
              ? new Shape(1, in.height(), recurrent.units())
              : Shape.vector(recurrent.units());
      parameters = gates * (row + recurrent.units()) + recurrent.biases();
      trainable = parameters;
      macs = gates * (row + recurrent.units()) * in.height();
    }
    if (named.rateFactor() == 0) {
      trainable = 0;
    }
    String kind = layer.getClass().getAnnotation(Tag.class).value();
    return new LayerSummary(index, named.name(), kind, in, out, parameters, trainable, macs);
  }

  private static int window(
      String name, String what, Shape shape, int in, int reach, int stride, Padding padding) {
    if (padding.kind() == Padding.Kind.SAME) {
      return (in + stride - 1) / stride;
    }
    int padded = in + 2 * padding.pixels();
    if (reach > padded) {
      throw new InvalidNetworkException(
          name
              + ": "
              + what
              + " "
              + reach
              + " is larger than its input "
              + shape
              + (padding.pixels() > 0 ? " with " + padding + " pixels of padding" : ""));
    }
    return (padded - reach) / stride + 1;
  }
}
