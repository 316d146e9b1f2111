package dev.ablate.engine.cuda;

import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.definition.Window;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A network's layers on the device, with their outputs and gradients. A ReLU is computed by the
 * layer before it, and its derivative taken by the layer after it, unless someone else reads what
 * is between.
 */
final class Layers {

  /**
   * How much is made.
   *
   * @param capacity most images of a pass
   * @param trained most images of a pass with a way back; 0 for no way back
   * @param fuses whether ReLUs are computed by the layer before
   */
  record Extent(int capacity, int trained, boolean fuses) {}

  private final List<NamedLayer> layers;
  private final Extent extent;
  private final Arena arena;
  private final LayerMaker maker;
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final long[] gradients;

  Layers(ModelRequest request, Extent extent, Arena arena, LayerMaker maker) {
    this.layers = request.network().layers();
    this.extent = extent;
    this.arena = arena;
    this.maker = maker;
    this.gradients = new long[layers.size() + 1];
    tensors.add(tensor(request.input(), false));
    int firstTrained = firstTrained();
    for (LayerSummary summary : NetworkSummary.of(request.network(), request.input()).layers()) {
      int position = summary.index();
      if (position > 0 && computesRelu(position - 1)) {
        tensors.add(tensors.get(position));
        gradients[position + 1] = gradients[position];
        operations.add(null);
        continue;
      }
      tensors.add(tensor(summary.output(), computesRelu(position)));
      if (extent.trained() > 0 && position >= firstTrained) {
        gradients[position + 1] = arena.numbers(extent.trained() * summary.output().size());
      }
      operations.add(operation(position));
    }
  }

  /** What goes in. */
  Tensor images() {
    return tensors.get(0);
  }

  /** What a layer gives; of the last, class scores. */
  Tensor output(int position) {
    return tensors.get(position + 1);
  }

  Tensor scores() {
    return tensors.get(layers.size());
  }

  /** Where the gradient by the scores goes before {@link #backward}. */
  long scoreGradient() {
    return gradients[layers.size()];
  }

  void forward(Pass pass) {
    for (Operation operation : operations) {
      if (operation != null) {
        operation.forward(pass);
      }
    }
  }

  void backward(Pass pass) {
    for (int position = layers.size() - 1; position >= 0; position--) {
      Operation operation = operations.get(position);
      if (operation == null || gradients[position + 1] == 0) {
        continue;
      }
      operation.backward(pass, gradients[position + 1], gradients[position]);
      if (gradients[position] != 0) {
        for (int shortcut : shortcutsFrom(position)) {
          SumOperation.addBack(
              pass, gradients[shortcut + 1], tensors.get(position), gradients[position], true);
        }
      }
    }
  }

  private Tensor tensor(Shape shape, boolean relu) {
    return new Tensor(arena.numbers(extent.capacity() * shape.size()), shape, relu);
  }

  private Operation operation(int position) {
    Layer layer = layers.get(position).layer();
    String name = layers.get(position).name();
    Tensor in = tensors.get(position);
    Tensor out = tensors.get(position + 1);
    if (layer instanceof Layer.Convolution convolution) {
      boolean goesBack = gradients[position] != 0;
      return maker.convolution(name, convolution, in, out, goesBack);
    } else if (layer instanceof Layer.Dense) {
      return maker.dense(name, in, out);
    } else if (layer instanceof Layer.BatchNormalization) {
      return maker.norm(name, in, out);
    } else if (layer instanceof Layer.Pooling pool) {
      Window window = new Window(pool.size(), pool.stride(), 1, pool.padding());
      return pooling(pool.kind(), in, out, new PoolingOperation.Sides(window, window));
    } else if (layer instanceof Layer.GlobalPooling pool) {
      Window tall = new Window(in.shape().height(), 1, 1, Padding.VALID);
      Window wide = new Window(in.shape().width(), 1, 1, Padding.VALID);
      return pooling(pool.kind(), in, out, new PoolingOperation.Sides(tall, wide));
    } else if (layer instanceof Layer.Activation activation) {
      return new ActivationOperation(in, out, activation.function());
    } else if (layer instanceof Layer.Dropout dropout) {
      return maker.dropout(position, dropout, in, out);
    } else if (layer instanceof Layer.Shortcut shortcut) {
      return new SumOperation(in, tensors.get(position - shortcut.back()), out);
    }
    throw new IllegalStateException("no kernels for " + layer.getClass());
  }

  private Operation pooling(
      PoolSpec.Kind kind, Tensor in, Tensor out, PoolingOperation.Sides sides) {
    long places =
        kind == PoolSpec.Kind.MAX ? arena.numbers(extent.capacity() * (long) out.size()) : 0;
    return new PoolingOperation(in, out, sides, places);
  }

  /** Below the first layer with parameters nobody wants a gradient. */
  private int firstTrained() {
    int position = 0;
    while (!(layers.get(position).layer() instanceof Layer.Convolution
        || layers.get(position).layer() instanceof Layer.Dense
        || layers.get(position).layer() instanceof Layer.BatchNormalization)) {
      position++;
    }
    return position;
  }

  /** Whether a layer computes the ReLU behind it; of the scores, it would change the loss's. */
  private boolean computesRelu(int position) {
    return extent.fuses()
        && position + 2 < layers.size()
        && !(layers.get(position).layer() instanceof Layer.Activation)
        && layers.get(position + 1).layer() instanceof Layer.Activation next
        && next.function() == ActivationFunction.RELU
        && shortcutsFrom(position + 1).isEmpty();
  }

  /** Shortcuts that add what goes into a layer. */
  private List<Integer> shortcutsFrom(int position) {
    List<Integer> shortcuts = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).layer() instanceof Layer.Shortcut shortcut
          && i - shortcut.back() == position) {
        shortcuts.add(i);
      }
    }
    return shortcuts;
  }
}
