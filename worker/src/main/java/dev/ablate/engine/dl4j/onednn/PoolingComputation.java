package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.dl4j.compute.Computation;
import dev.ablate.model.Window;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Maximum or average over windows; an average counts only pixels inside the image. */
public final class PoolingComputation implements Computation {

  /**
   * What is pooled, and how.
   *
   * @param maximum else the average
   * @param global over the whole image, to a vector
   * @param masks the input is a ReLU's, and its derivative is applied here. A maximum and a ReLU
   *     may change places, so it is enough to look at the outputs: a quarter of the work for
   *     windows of two by two.
   */
  public record Mode(boolean maximum, boolean global, boolean masks) {}

  private final OneDnn oneDnn;
  private final Mode mode;
  private final Operand input;
  private final INDArray output;
  private final INDArray result;
  private final OneDnn.Call forward;
  private OneDnn.Call backward;
  private ReluMask mask;
  private Operand outputGradient;
  private INDArray inputGradient;

  public PoolingComputation(
      OneDnn oneDnn, Mode mode, Window window, long[] shape, boolean training) {
    this.oneDnn = oneDnn;
    this.mode = mode;
    long height = mode.global() ? 1 : window.positions((int) shape[2]);
    long width = mode.global() ? 1 : window.positions((int) shape[3]);
    this.input = new Operand(oneDnn, shape);
    this.output = oneDnn.array(shape[0], shape[1], height, width);
    this.result = mode.global() ? output.reshape(shape[0], shape[1]) : output;
    memory.desc from = OneDnn.description(shape);
    memory.desc to = OneDnn.description(output.shape());
    long[] kernel =
        mode.global() ? new long[] {shape[2], shape[3]} : new long[] {window.size(), window.size()};
    long[] strides =
        mode.global() ? new long[] {1, 1} : new long[] {window.stride(), window.stride()};
    long[] before =
        mode.global()
            ? new long[2]
            : new long[] {window.before((int) shape[2]), window.before((int) shape[3])};
    long[] after =
        mode.global()
            ? new long[2]
            : new long[] {window.after((int) shape[2]), window.after((int) shape[3])};
    dnnl.algorithm kind =
        mode.maximum() ? dnnl.algorithm.pooling_max : dnnl.algorithm.pooling_avg_exclude_padding;
    pooling_forward.primitive_desc description =
        oneDnn.own(
            new pooling_forward.primitive_desc(
                new pooling_forward.desc(
                    training ? dnnl.prop_kind.forward_training : dnnl.prop_kind.forward_inference,
                    kind,
                    from,
                    to,
                    strides,
                    kernel,
                    before,
                    after),
                oneDnn.attributes(),
                oneDnn.engine()));
    this.forward =
        oneDnn
            .call(new pooling_forward(description), description)
            .with(dnnl.DNNL_ARG_SRC, input.memory())
            .with(dnnl.DNNL_ARG_DST, oneDnn.memory(to, output));
    if (training) {
      prepareBackward(
          new pooling_backward.desc(kind, from, to, strides, kernel, before, after),
          description,
          shape);
    }
  }

  private void prepareBackward(
      pooling_backward.desc operation, pooling_forward.primitive_desc hint, long[] shape) {
    pooling_backward.primitive_desc description =
        oneDnn.own(
            new pooling_backward.primitive_desc(
                operation, oneDnn.attributes(), oneDnn.engine(), hint));
    mask = mode.masks() ? new ReluMask(oneDnn, output) : null;
    outputGradient = new Operand(oneDnn, output.shape());
    inputGradient = oneDnn.array(shape);
    backward =
        oneDnn
            .call(new pooling_backward(description), description)
            .with(dnnl.DNNL_ARG_DIFF_DST, outputGradient.memory())
            .with(dnnl.DNNL_ARG_DIFF_SRC, oneDnn.memory(OneDnn.description(shape), inputGradient));
    if (mode.maximum()) {
      memory positions = oneDnn.memory(hint.workspace_desc());
      forward.with(dnnl.DNNL_ARG_WORKSPACE, positions);
      backward.with(dnnl.DNNL_ARG_WORKSPACE, positions);
    }
  }

  @Override
  public INDArray forward(INDArray in) {
    input.bind(in);
    forward.run();
    return result;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    INDArray image = mode.global() ? gradient.reshape(output.shape()) : gradient;
    outputGradient.bind(mask == null ? image : mask.apply(image));
    backward.run();
    return inputGradient;
  }
}
