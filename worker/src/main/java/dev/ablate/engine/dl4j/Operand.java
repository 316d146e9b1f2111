package dev.ablate.engine.dl4j;

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
  private final memory bound;
  private long address;
  private INDArray copy;
  private long[] copiedStrides;
  private memory foreign;
  private OneDnn.Call reorder;

  Operand(OneDnn oneDnn, long... shape) {
    this.oneDnn = oneDnn;
    this.shape = shape.clone();
    // Bound to nothing until the first array comes.
    this.bound =
        oneDnn.own(
            new memory(OneDnn.description(shape), oneDnn.engine(), new Pointer((Pointer) null)));
  }

  memory memory() {
    return bound;
  }

  /** Takes this step's array; of the operand's shape, or of as many numbers in rows. */
  void bind(INDArray array) {
    point(liesAsWanted(array) ? array : copied(array));
  }

  private void point(INDArray array) {
    Pointer pointer = NativeArrays.address(array);
    if (pointer.address() != address) {
      address = pointer.address();
      bound.set_data_handle(pointer);
    }
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

  private static boolean liesAsWanted(INDArray array) {
    long[] shape = array.shape();
    int[] order = shape.length == 4 ? new int[] {1, 3, 2, 0} : new int[] {1, 0};
    long expected = 1;
    for (int dimension : order) {
      // The stride of a dimension of one element is never used.
      if (shape[dimension] > 1 && array.stride(dimension) != expected) {
        return false;
      }
      expected *= shape[dimension];
    }
    return true;
  }
}
