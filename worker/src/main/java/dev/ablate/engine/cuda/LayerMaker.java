package dev.ablate.engine.cuda;

import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Window;

/**
 * Makes the operations that need more than their tensors.
 *
 * @param network whose layers these are
 * @param vectors their parameters
 * @param stream that brings tables to the device
 * @param arena for tables and statistics
 * @param step address of the step's record
 * @param workspace for products
 */
record LayerMaker(
    Network network, Vectors vectors, DeviceStream stream, Arena arena, long step, long workspace) {

  Operation convolution(
      String name, Layer.Convolution layer, Tensor in, Tensor out, boolean goesBack) {
    if (layer.groups() != 1) {
      return new GroupedOperation(in, out, layer, vectors.product(name));
    }
    Window window = Window.of(layer);
    long input = table(Taps.ofInput(window, in.shape()));
    long output = goesBack ? table(Taps.ofOutput(window, in.shape(), out.shape())) : 0;
    return new ConvolutionOperation(
        in,
        out,
        window,
        vectors.product(name),
        new ConvolutionOperation.Tables(input, output),
        workspace);
  }

  Operation dense(String name, Tensor in, Tensor out) {
    return new DenseOperation(in, out, vectors.product(name), workspace);
  }

  Operation norm(String name, Tensor in, Tensor out) {
    return new NormOperation(in, out, vectors.scale(name), vectors.running(name), arena);
  }

  Operation dropout(int position, Layer.Dropout layer, Tensor in, Tensor out) {
    int slot = 0;
    for (int i = 0; i < position; i++) {
      slot += network.layers().get(i).layer() instanceof Layer.Dropout ? 1 : 0;
    }
    return new DropoutOperation(in, out, layer, step, slot);
  }

  /** The same with other memory, for a second set of layers over the same parameters. */
  LayerMaker in(Arena other) {
    return new LayerMaker(network, vectors, stream, other, step, workspace);
  }

  private long table(int[] taps) {
    long address = arena.numbers(taps.length);
    Transfer.ints(stream, taps, address);
    return address;
  }
}
