package dev.ablate.engine.dl4j.compute;

import java.util.ArrayDeque;
import java.util.Deque;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays that stay from step to step, freed together. */
public final class OwnedArrays implements AutoCloseable {

  private final DataType dataType;
  private final Deque<INDArray> arrays = new ArrayDeque<>();

  public OwnedArrays(DataType dataType) {
    this.dataType = dataType;
  }

  /** Of zeros, row by row. */
  public INDArray zeros(long... shape) {
    INDArray array = Nd4j.create(dataType, shape);
    arrays.push(array);
    return array;
  }

  /** Uninitialised, images channels last. */
  public INDArray channelsLast(long... shape) {
    INDArray array = ChannelsLast.create(dataType, shape);
    arrays.push(array);
    return array;
  }

  @Override
  public void close() {
    while (!arrays.isEmpty()) {
      NativeArrays.close(arrays.pop());
    }
  }
}
