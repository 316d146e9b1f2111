package dev.ablate.engine.dl4j.device;

import dev.ablate.engine.dl4j.compute.Computation;
import dev.ablate.model.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A grouped convolution as one of ND4J's for each group: the definition, in any precision. */
public final class GroupedOperation implements Computation {

  private final List<ConvolutionOperation> groups = new ArrayList<>();
  private final List<Map<String, INDArray>> gradients = new ArrayList<>();
  private final Map<String, INDArray> target;
  private final long channels;
  private final long filters;

  /** Made ready for images of a shape; {@code training} that {@link #backward} is to come. */
  public GroupedOperation(
      Map<String, INDArray> parameters,
      Map<String, INDArray> gradients,
      Window window,
      long[] shape,
      boolean training) {
    INDArray weights = parameters.get("W");
    this.target = gradients;
    this.channels = weights.size(1);
    int count = Math.toIntExact(shape[1] / channels);
    this.filters = weights.size(0) / count;
    long[] part = {shape[0], channels, shape[2], shape[3]};
    for (int group = 0; group < count; group++) {
      Map<String, INDArray> own = new HashMap<>();
      int at = group;
      parameters.forEach((key, array) -> own.put(key, filters(array, at)));
      Map<String, INDArray> slopes = new HashMap<>();
      own.forEach(
          (key, array) ->
              slopes.put(key, Nd4j.createUninitialized(array.dataType(), array.shape())));
      this.gradients.add(slopes);
      groups.add(new ConvolutionOperation(own, slopes, window, part, training));
    }
  }

  /** A group's share of an array of parameters, by address: ND4J takes some parts for empty. */
  private INDArray filters(INDArray array, int group) {
    long[] shape = array.shape().clone();
    shape[0] = filters;
    long offset = array.offset() + group * filters * array.stride(0);
    return Nd4j.create(array.data(), shape, array.stride(), offset, 'c');
  }

  private static INDArray part(INDArray images, int group, long count) {
    return images
        .get(
            NDArrayIndex.all(),
            NDArrayIndex.interval(group * count, (group + 1) * count),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .dup('c');
  }

  @Override
  public INDArray forward(INDArray input) {
    INDArray[] outputs = new INDArray[groups.size()];
    for (int group = 0; group < outputs.length; group++) {
      outputs[group] = groups.get(group).forward(part(input, group, channels));
    }
    return Nd4j.concat(1, outputs);
  }

  @Override
  public INDArray backward(INDArray outputGradient) {
    INDArray[] inputGradients = new INDArray[groups.size()];
    for (int group = 0; group < inputGradients.length; group++) {
      inputGradients[group] = groups.get(group).backward(part(outputGradient, group, filters));
      int at = group;
      gradients
          .get(group)
          .forEach((key, gradient) -> filters(target.get(key), at).assign(gradient));
    }
    return Nd4j.concat(1, inputGradients);
  }
}
