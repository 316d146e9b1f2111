package dev.ablate.engine.dl4j.layer;

import dev.ablate.engine.dl4j.compute.Joining;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** By ND4J, into new arrays. */
final class PlainJoining implements Joining {

  private final long channels;

  PlainJoining(long[] firstShape, long[] secondShape) {
    this.channels = firstShape[1];
  }

  @Override
  public INDArray join(INDArray first, INDArray second) {
    return Nd4j.concat(1, first, second);
  }

  @Override
  public INDArray[] split(INDArray gradient) {
    return new INDArray[] {part(gradient, 0, channels), part(gradient, channels, gradient.size(1))};
  }

  private static INDArray part(INDArray gradient, long from, long to) {
    INDArrayIndex[] indices = new INDArrayIndex[gradient.rank()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i == 1 ? NDArrayIndex.interval(from, to) : NDArrayIndex.all();
    }
    return gradient.get(indices).dup('c');
  }
}
