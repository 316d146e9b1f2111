package dev.ablate.model;

import dev.ablate.model.Network.NamedLayer;
import java.util.ArrayList;
import java.util.List;

/** From what a user writes to what it means. */
final class Lowering {

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

  private void add(String prefix, LayerSpec spec) {
    double outer = rateFactor;
    rateFactor *= rateFactor(spec);
    addAtRate(prefix, spec);
    rateFactor = outer;
  }

  private static double rateFactor(LayerSpec spec) {
    if (spec instanceof ConvSpec conv) {
      return conv.rateFactor();
    } else if (spec instanceof DenseSpec dense) {
      return dense.rateFactor();
    } else if (spec instanceof RecurrentSpec recurrent) {
      return recurrent.rateFactor();
    } else if (spec instanceof BatchNormSpec norm) {
      return norm.rateFactor();
    } else if (spec instanceof OutputSpec output) {
      return output.rateFactor();
    }
    return spec instanceof GroupSpec group ? group.rateFactor() : 1;
  }

  private void addAtRate(String prefix, LayerSpec spec) {
    String name = prefix + spec.name();
    if (spec instanceof ConvSpec conv) {
      emit(
          name,
          new Layer.Convolution(
              conv.filters(),
              conv.kernel(),
              conv.stride(),
              conv.padding(),
              conv.dilation(),
              conv.bias(),
              conv.initializer()));
      addTail(name, conv.batchNorm(), conv.batchNormPosition(), conv.activation(), conv.dropout());
    } else if (spec instanceof DenseSpec dense) {
      emit(name, new Layer.Dense(dense.units(), dense.bias(), dense.initializer()));
      addTail(
          name, dense.batchNorm(), dense.batchNormPosition(), dense.activation(), dense.dropout());
    } else if (spec instanceof RecurrentSpec recurrent) {
      addRecurrent(name, recurrent);
    } else if (spec instanceof PoolSpec pool) {
      if (pool.kind() != PoolSpec.Kind.NONE) {
        emit(
            name,
            new Layer.Pooling(pool.kind(), pool.size(), pool.effectiveStride(), pool.padding()));
        addDropout(name + ".dropout", pool.dropout());
      }
    } else if (spec instanceof GlobalPoolSpec pool) {
      if (pool.kind() != PoolSpec.Kind.NONE) {
        emit(name, new Layer.GlobalPooling(pool.kind()));
      }
    } else if (spec instanceof BatchNormSpec norm) {
      if (norm.enabled()) {
        emit(name, new Layer.BatchNormalization());
      }
    } else if (spec instanceof DropoutSpec dropout) {
      addDropout(name, dropout.rate());
    } else if (spec instanceof ActivationSpec activation) {
      addActivation(name, activation.function());
    } else if (spec instanceof GroupSpec group) {
      for (int copy = 1; copy <= group.repeat(); copy++) {
        String inner = name + "." + copy + ".";
        int before = layers.size();
        group.layers().forEach(layer -> add(inner, layer));
        if (group.residual() && layers.size() > before) {
          emit(inner + "shortcut", new Layer.Shortcut(layers.size() - before));
        }
      }
    } else if (spec instanceof OutputSpec output) {
      emit(name, new Layer.Dense(classes, output.bias(), output.initializer()));
      if (output.batchNorm()) {
        emit(name + ".batch-norm", new Layer.BatchNormalization());
      }
      loss = output.loss();
    } else {
      throw new IllegalStateException("no meaning for " + spec.getClass());
    }
  }

  private void addRecurrent(String name, RecurrentSpec recurrent) {
    for (int layer = 1; layer <= recurrent.layers(); layer++) {
      boolean last = layer == recurrent.layers();
      // The first keeps its name, and so its weights, whatever is stacked on it.
      String own = layer == 1 ? name : name + "." + layer;
      emit(
          own,
          new Layer.Recurrent(recurrent.cell(), recurrent.units(), !last, recurrent.initializer()));
      addDropout(own + ".dropout", recurrent.dropout());
    }
  }

  private void addTail(
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

  private void addActivation(String name, ActivationFunction function) {
    if (function != ActivationFunction.IDENTITY) {
      emit(name, new Layer.Activation(function));
    }
  }

  private void addDropout(String name, double rate) {
    if (rate > 0) {
      emit(name, new Layer.Dropout(rate));
    }
  }

  private void emit(String name, Layer layer) {
    boolean learns =
        layer instanceof Layer.Convolution
            || layer instanceof Layer.Dense
            || layer instanceof Layer.Recurrent
            || layer instanceof Layer.BatchNormalization;
    layers.add(new NamedLayer(name, layer, learns ? rateFactor : 1));
  }
}
