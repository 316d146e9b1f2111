package dev.ablate.engine.dl4j.layer;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Softmax over the channels, or units, of each place. DL4J's own runs over an image's width. */
public final class ChannelSoftmaxActivation extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;
  private static final int CHANNELS = 1;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.assign(softmax(in));
  }

  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    INDArray share = softmax(in);
    INDArray weighted = share.mul(epsilon);
    INDArray gradient = weighted.sub(share.mul(weighted.sum(true, CHANNELS)));
    return new Pair<>(gradient, null);
  }

  private static INDArray softmax(INDArray in) {
    INDArray exponentials = Transforms.exp(in.sub(in.max(true, CHANNELS)), false);
    return exponentials.div(exponentials.sum(true, CHANNELS));
  }
}
