package dev.ablate.engine.dl4j.onednn;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient through a ReLU that was computed along with what stands before it. Its derivative
 * reads the same from its output, which is what is left.
 */
final class ReluMask {

  private final Operand gradient;
  private final OneDnn.Call call;
  private final INDArray masked;

  /** For outputs that stay in one place. */
  ReluMask(OneDnn oneDnn, INDArray output) {
    long[] shape = output.shape();
    memory.desc description = OneDnn.description(shape);
    gradient = new Operand(oneDnn, shape);
    masked = oneDnn.array(shape);
    eltwise_forward.primitive_desc forward =
        oneDnn.own(
            new eltwise_forward.primitive_desc(
                new eltwise_forward.desc(
                    dnnl.prop_kind.forward_training,
                    dnnl.algorithm.eltwise_relu_use_dst_for_bwd,
                    description,
                    0,
                    0),
                oneDnn.engine()));
    eltwise_backward.primitive_desc backward =
        oneDnn.own(
            new eltwise_backward.primitive_desc(
                new eltwise_backward.desc(
                    dnnl.algorithm.eltwise_relu_use_dst_for_bwd, description, description, 0, 0),
                oneDnn.attributes(),
                oneDnn.engine(),
                forward));
    call =
        oneDnn
            .call(new eltwise_backward(backward), backward)
            .with(dnnl.DNNL_ARG_DST, oneDnn.memory(description, output))
            .with(dnnl.DNNL_ARG_DIFF_DST, gradient.memory())
            .with(dnnl.DNNL_ARG_DIFF_SRC, oneDnn.memory(description, masked));
  }

  /** The gradient where the output was above zero, else zero. */
  INDArray apply(INDArray outputGradient) {
    gradient.bind(outputGradient);
    call.run();
    return masked;
  }
}
