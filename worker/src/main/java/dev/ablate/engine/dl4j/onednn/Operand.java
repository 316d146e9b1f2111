package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.dl4j.compute.ChannelsLast;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An array that comes from another layer, seen by oneDNN: by address where it lies in memory as
 * {@link OneDnn#description} has it, through a copy where it does not.
 */
final class Operand {

  private final OneDnn oneDnn;
  private final long[] shape;
  private final memory argument;
  private INDArray bound;
  private long address;
  private INDArray copy;
  private long[] copiedStrides;
  private memory foreign;
  private OneDnn.Call reorder;

  Operand(OneDnn oneDnn, long... shape) {
    this.oneDnn = oneDnn;
    this.shape = shape.clone();
    // Bound to nothing until the first array comes.
    this.argument =
        oneDnn.own(
            new memory(OneDnn.description(shape), oneDnn.engine(), new Pointer((Pointer) null)));
  }

  memory memory() {
    return argument;
  }

  /** Takes this step's array; of the operand's shape, or of as many numbers in rows. */
  INDArray bind(INDArray array) {
    bound = ChannelsLast.is(array) ? array : copied(array);
    Pointer pointer = NativeArrays.address(bound);
    if (pointer.address() != address) {
      address = pointer.address();
      argument.set_data_handle(pointer);
    }
    return bound;
  }

  /** The array last bound, or its copy. */
  INDArray array() {
    return bound;
  }

  private INDArray copied(INDArray array) {
    if (!Arrays.equals(array.stride(), copiedStrides)) {
      copiedStrides = array.stride().clone();
      copy = copy == null ? oneDnn.array(shape) : copy;
      memory.desc description = OneDnn.description(array.shape(), copiedStrides);
      foreign = oneDnn.memory(description, array);
      memory target = oneDnn.memory(OneDnn.description(array.shape()), copy);
      reorder = oneDnn.copy(foreign, target);
    }
    foreign.set_data_handle(NativeArrays.address(array));
    reorder.run();
    return copy;
  }
}
