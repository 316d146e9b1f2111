package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.dl4j.compute.Computation;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An element-wise function. */
public final class ActivationComputation implements Computation {

  /**
   * A function as oneDNN knows it.
   *
   * @param alpha the slope or scale below zero, where there is one
   */
  public record Function(dnnl.algorithm kind, float alpha) {}

  private final Operand input;
  private final INDArray output;
  private final OneDnn.Call forward;
  private Operand outputGradient;
  private INDArray inputGradient;
  private OneDnn.Call backward;

  public ActivationComputation(OneDnn oneDnn, Function function, long[] shape, boolean training) {
    memory.desc layout = OneDnn.description(shape);
    this.input = new Operand(oneDnn, shape);
    this.output = oneDnn.array(shape);
    eltwise_forward.primitive_desc description =
        oneDnn.own(
            new eltwise_forward.primitive_desc(
                new eltwise_forward.desc(
                    training ? dnnl.prop_kind.forward_training : dnnl.prop_kind.forward_inference,
                    function.kind(),
                    layout,
                    function.alpha(),
                    0),
                oneDnn.attributes(),
                oneDnn.engine()));
    this.forward =
        oneDnn
            .call(new eltwise_forward(description), description)
            .with(dnnl.DNNL_ARG_SRC, input.memory())
            .with(dnnl.DNNL_ARG_DST, oneDnn.memory(layout, output));
    if (training) {
      outputGradient = new Operand(oneDnn, shape);
      inputGradient = oneDnn.array(shape);
      eltwise_backward.primitive_desc back =
          oneDnn.own(
              new eltwise_backward.primitive_desc(
                  new eltwise_backward.desc(function.kind(), layout, layout, function.alpha(), 0),
                  oneDnn.attributes(),
                  oneDnn.engine(),
                  description));
      backward =
          oneDnn
              .call(new eltwise_backward(back), back)
              .with(dnnl.DNNL_ARG_SRC, input.memory())
              .with(dnnl.DNNL_ARG_DIFF_DST, outputGradient.memory())
              .with(dnnl.DNNL_ARG_DIFF_SRC, oneDnn.memory(layout, inputGradient));
    }
  }

  @Override
  public INDArray forward(INDArray in) {
    input.bind(in);
    forward.run();
    return output;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    outputGradient.bind(gradient);
    backward.run();
    return inputGradient;
  }
}
