package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.dl4j.compute.Joining;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Two arrays' channels behind each other, by copies between layouts. */
public final class ConcatenationComputation implements Joining {

  private final OneDnn oneDnn;
  private final long[] shape;
  private final INDArray output;
  private final Operand gradient;
  private final Part first;
  private final Part second;

  /** Made ready for arrays of two shapes that differ in channels alone. */
  public ConcatenationComputation(OneDnn oneDnn, long[] firstShape, long[] secondShape) {
    this.oneDnn = oneDnn;
    this.shape = firstShape.clone();
    this.shape[1] += secondShape[1];
    this.output = oneDnn.array(shape);
    this.gradient = new Operand(oneDnn, shape);
    this.first = new Part(firstShape, 0);
    this.second = new Part(secondShape, firstShape[1]);
  }

  @Override
  public INDArray join(INDArray one, INDArray other) {
    first.store(one);
    second.store(other);
    return output;
  }

  @Override
  public INDArray[] split(INDArray outputGradient) {
    INDArray whole = gradient.bind(outputGradient);
    return new INDArray[] {first.take(whole), second.take(whole)};
  }

  /** The channels that are one of the two's. */
  private final class Part {

    private final Operand input;
    private final OneDnn.Call store;
    private final memory slice;
    private final INDArray inputGradient;
    private final OneDnn.Call take;

    Part(long[] own, long channel) {
      long[] begin = new long[own.length];
      begin[1] = channel;
      memory.desc place = OneDnn.description(shape).submemory_desc(own, begin);
      this.input = new Operand(oneDnn, own);
      this.store = oneDnn.copy(input.memory(), oneDnn.memory(place, output));
      this.slice = oneDnn.memory(place, output);
      this.inputGradient = oneDnn.array(own);
      this.take = oneDnn.copy(slice, oneDnn.memory(OneDnn.description(own), inputGradient));
    }

    void store(INDArray values) {
      input.bind(values);
      store.run();
    }

    INDArray take(INDArray whole) {
      slice.set_data_handle(NativeArrays.address(whole));
      take.run();
      return inputGradient;
    }
  }
}
