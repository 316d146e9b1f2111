package dev.ablate.engine.dl4j.compute;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images with a place's channels side by side in memory, {@code [batch, height, width, channels]},
 * to ND4J arrays of the usual shape {@code [batch, channels, height, width]}; vectors row by row.
 */
public final class ChannelsLast {

  private ChannelsLast() {}

  /** An uninitialised array. */
  public static INDArray create(DataType dataType, long... shape) {
    return shape.length == 4
        ? Nd4j.createUninitialized(dataType, shape[0], shape[2], shape[3], shape[1])
            .permute(0, 3, 1, 2)
        : Nd4j.createUninitialized(dataType, shape);
  }

  /** Whether an array lies in memory like that, without gaps. */
  public static boolean is(INDArray array) {
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

  /** The same memory as a matrix {@code [places, channels]}. */
  public static INDArray matrix(INDArray array) {
    return array.rank() == 4
        ? array.permute(0, 2, 3, 1).reshape(array.length() / array.size(1), array.size(1))
        : array;
  }
}
