package dev.ablate.engine.cuda;

import dev.ablate.engine.ModelRequest;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.NetworkSummary;
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

  private final Network network;
  private final List<NamedLayer> layers;
  private final Extent extent;
  private final Arena arena;
  private final LayerMaker maker;
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final long[] gradients;

  Layers(ModelRequest request, Extent extent, Arena arena, LayerMaker maker) {
    this.network = request.network();
    this.layers = network.layers();
    this.extent = extent;
    this.arena = arena;
    this.maker = maker;
    this.gradients = new long[layers.size() + 1];
    tensors.add(tensor(request.input(), false));
    int firstTrained = firstTrained();
    for (LayerSummary summary : NetworkSummary.of(network, request.input()).layers()) {
      int position = summary.index();
      if (position > 0 && computesRelu(position - 1)) {
        tensors.add(tensors.get(position));
        gradients[position + 1] = gradients[position];
        operations.add(null);
        continue;
      }
      tensors.add(
          layers.get(position).layer() instanceof Layer.Branch branch
              ? tensors.get(position - branch.back())
              : tensor(summary.output(), computesRelu(position)));
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
        boolean written = !(operation instanceof BranchOperation);
        for (int reader : network.readersBeside(position)) {
          ((JoinOperation) operations.get(reader))
              .backToEarlier(
                  pass, gradients[reader + 1], tensors.get(position), gradients[position], written);
          written = true;
        }
      }
    }
  }

  private Tensor tensor(Shape shape, boolean relu) {
    return new Tensor(arena.numbers(extent.capacity() * shape.size()), shape, relu);
  }

  private Operation operation(int position) {
    NamedLayer named = layers.get(position);
    return Kernels.of(named.layer())
        .orElseThrow(() -> new IllegalStateException("no kernels for " + named))
        .apply(
            new Kernels.Site(
                this, position, named.name(), tensors.get(position), tensors.get(position + 1)));
  }

  /** What makes their operations. */
  LayerMaker maker() {
    return maker;
  }

  /** Whether the gradient by a layer's input is wanted. */
  boolean goesBack(int position) {
    return gradients[position] != 0;
  }

  /** What goes into a layer. */
  Tensor input(int position) {
    return tensors.get(position);
  }

  /** With places for the maxima. */
  Operation pooling(PoolSpec.Kind kind, Tensor in, Tensor out, PoolingOperation.Sides sides) {
    long places =
        kind == PoolSpec.Kind.MAX ? arena.numbers(extent.capacity() * (long) out.size()) : 0;
    return new PoolingOperation(in, out, sides, places);
  }

  /** Below the first layer with parameters nobody wants a gradient. */
  private int firstTrained() {
    int position = 0;
    while (layers.get(position).layer() instanceof Layer.Fixed) {
      position++;
    }
    return position;
  }

  /** Whether a layer computes the ReLU behind it; of the scores, it would change the loss's. */
  private boolean computesRelu(int position) {
    return extent.fuses()
        && position + 2 < layers.size()
        && !(layers.get(position).layer() instanceof Layer.Activation)
        && !(layers.get(position).layer() instanceof Layer.Branch)
        && layers.get(position + 1).layer() instanceof Layer.Activation next
        && next.function() == ActivationFunction.RELU
        && network.readersBeside(position + 1).isEmpty();
  }
}
