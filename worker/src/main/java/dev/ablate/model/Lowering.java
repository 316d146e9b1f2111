package dev.ablate.model;

import dev.ablate.model.Network.NamedLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/** From what a user writes to what it means; each {@link LayerSpec} says what it adds. */
public final class Lowering {

  private final List<NamedLayer> layers = new ArrayList<>();
  private final int classes;
  private Loss loss;
  private double rateFactor = 1;

  private Lowering(int classes) {
    this.classes = classes;
  }

  static Network lower(NetworkSpec spec, int classes) {
    Lowering lowering = new Lowering(classes);
    spec.layers().forEach(layer -> lowering.add("", layer));
    if (lowering.loss == null) {
      lowering.add("", OutputSpec.IMPLIED);
    }
    return new Network(lowering.layers, lowering.loss);
  }

  /** How many classes the data has. */
  int classes() {
    return classes;
  }

  /** How many layers there are so far. */
  int size() {
    return layers.size();
  }

  /** The layers so far. */
  List<NamedLayer> layers() {
    return Collections.unmodifiableList(layers);
  }

  /**
   * Channels or units of what goes into a layer.
   *
   * @param position of the layer, from 0
   * @return nothing where it is the images' number
   */
  OptionalInt channels(int position) {
    int at = position - 1;
    while (at >= 0) {
      Layer layer = layers.get(at).layer();
      if (layer instanceof Layer.Convolution conv) {
        return OptionalInt.of(conv.filters());
      }
      if (layer instanceof Layer.Dense dense) {
        return OptionalInt.of(dense.units());
      }
      if (layer instanceof Layer.Recurrent recurrent) {
        return OptionalInt.of(recurrent.everyStep() ? 1 : recurrent.units());
      }
      if (layer instanceof Layer.Concatenation concatenation) {
        return sum(channels(at), channels(at - concatenation.back()));
      }
      at -= layer instanceof Layer.Branch branch ? branch.back() + 1 : 1;
    }
    return OptionalInt.empty();
  }

  private static OptionalInt sum(OptionalInt first, OptionalInt second) {
    return first.isPresent() && second.isPresent()
        ? OptionalInt.of(first.getAsInt() + second.getAsInt())
        : OptionalInt.empty();
  }

  /** What training minimises. */
  void minimise(Loss chosen) {
    loss = chosen;
  }

  /**
   * Lowers a layer.
   *
   * @param prefix of its name: the groups it is in, a dot behind each
   */
  void add(String prefix, LayerSpec spec) {
    double outer = rateFactor;
    rateFactor *= spec.rateFactor();
    spec.lower(prefix + spec.name(), this);
    rateFactor = outer;
  }

  /** Adds what usually follows a layer with weights. */
  void addTail(
      String name,
      boolean batchNorm,
      BatchNormPosition position,
      ActivationFunction activation,
      double dropout) {
    if (batchNorm && position == BatchNormPosition.BEFORE) {
      emit(name + ".batch-norm", new Layer.BatchNormalization());
    }
    addActivation(name + ".activation", activation);
    if (batchNorm && position == BatchNormPosition.AFTER) {
      emit(name + ".batch-norm", new Layer.BatchNormalization());
    }
    addDropout(name + ".dropout", dropout);
  }

  /** Adds a function; nothing for the identity. */
  void addActivation(String name, ActivationFunction function) {
    if (function != ActivationFunction.IDENTITY) {
      emit(name, new Layer.Activation(function));
    }
  }

  /** Adds dropout; nothing for a rate of 0. */
  void addDropout(String name, double rate) {
    if (rate > 0) {
      emit(name, new Layer.Dropout(rate));
    }
  }

  /** Adds a layer. */
  void emit(String name, Layer layer) {
    insert(layers.size(), name, layer);
  }

  /**
   * Adds a layer before others.
   *
   * @param position that it gets, from 0
   */
  void insert(int position, String name, Layer layer) {
    layers.add(
        position, new NamedLayer(name, layer, layer instanceof Layer.Fixed ? 1 : rateFactor));
  }
}
