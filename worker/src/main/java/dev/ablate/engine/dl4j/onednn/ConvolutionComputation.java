package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.dl4j.compute.Computation;
import dev.ablate.model.Window;
import java.util.Map;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolution, perhaps with the ReLU after it. */
public final class ConvolutionComputation implements Computation {

  /**
   * What else is computed, or is not.
   *
   * @param relu ReLU follows and is computed here
   * @param masked the gradient comes with the ReLU's derivative already applied
   * @param inputGradient somebody asks for the gradient by the input
   */
  public record Extent(boolean relu, boolean masked, boolean inputGradient) {}

  private final OneDnn oneDnn;
  private final Extent extent;
  private final Operand input;
  private final INDArray output;
  private final memory.desc inputLayout;
  private final memory.desc outputLayout;
  private final memory.desc weightsLayout;
  private final memory.desc biasLayout;
  private final memory weights;
  private final long[] inputShape;
  private final long[] weightsShape;
  private final long[] strides;
  private final long[] dilation;
  private final long[] before;
  private final long[] after;
  private OneDnn.Call forwardWeights;
  private OneDnn.Call forward;
  private ReluMask mask;
  private Operand outputGradient;
  private OneDnn.Call weightGradient;
  private OneDnn.Call storeWeightGradient;
  private OneDnn.Call backwardWeights;
  private OneDnn.Call inputGradientCall;
  private INDArray inputGradient;

  public ConvolutionComputation(
      OneDnn oneDnn,
      Map<String, INDArray> parameters,
      Map<String, INDArray> gradients,
      Window window,
      long[] shape,
      Extent extent,
      boolean training) {
    this.oneDnn = oneDnn;
    this.extent = extent;
    this.inputShape = shape;
    this.weightsShape = weightsShape(parameters.get("W"), shape[1]);
    this.strides = new long[] {window.stride(), window.stride()};
    this.dilation = new long[] {window.dilation() - 1, window.dilation() - 1};
    this.before = new long[] {window.before((int) shape[2]), window.before((int) shape[3])};
    this.after = new long[] {window.after((int) shape[2]), window.after((int) shape[3])};
    this.input = new Operand(oneDnn, shape);
    this.output =
        oneDnn.array(
            shape[0],
            parameters.get("W").size(0),
            window.positions((int) shape[2]),
            window.positions((int) shape[3]));
    this.inputLayout = OneDnn.description(shape);
    this.outputLayout = OneDnn.description(output.shape());
    this.weightsLayout = OneDnn.description(memory.format_tag.any, weightsShape);
    INDArray bias = parameters.get("b");
    this.biasLayout =
        bias == null ? new memory.desc() : OneDnn.description(memory.format_tag.a, bias.length());
    this.weights = oneDnn.memory(plainWeights(), parameters.get("W"));
    convolution_forward.primitive_desc description = prepareForward(bias, training);
    if (training) {
      prepareBackward(description, gradients);
    }
  }

  /** {@code [filters, channels, height, width]}; before it the groups, where there are several. */
  private static long[] weightsShape(INDArray weights, long channels) {
    long[] shape = weights.shape();
    long groups = channels / shape[1];
    return groups == 1
        ? shape
        : new long[] {groups, shape[0] / groups, shape[1], shape[2], shape[3]};
  }

  /** As the flat vector has them. */
  private memory.desc plainWeights() {
    return OneDnn.description(
        weightsShape.length == 4 ? memory.format_tag.oihw : memory.format_tag.goihw, weightsShape);
  }

  private convolution_forward.primitive_desc prepareForward(INDArray bias, boolean training) {
    convolution_forward.primitive_desc description =
        oneDnn.own(
            new convolution_forward.primitive_desc(
                new convolution_forward.desc(
                    training ? dnnl.prop_kind.forward_training : dnnl.prop_kind.forward_inference,
                    dnnl.algorithm.convolution_direct,
                    inputLayout,
                    weightsLayout,
                    biasLayout,
                    outputLayout,
                    strides,
                    dilation,
                    before,
                    after),
                extent.relu() ? oneDnn.attributesWithRelu() : oneDnn.attributes(),
                oneDnn.engine()));
    memory own = oneDnn.memory(description.weights_desc());
    forwardWeights = oneDnn.copy(weights, own);
    forward =
        oneDnn
            .call(new convolution_forward(description), description)
            .with(dnnl.DNNL_ARG_SRC, input.memory())
            .with(dnnl.DNNL_ARG_WEIGHTS, own)
            .with(dnnl.DNNL_ARG_DST, oneDnn.memory(outputLayout, output));
    if (bias != null) {
      forward.with(dnnl.DNNL_ARG_BIAS, oneDnn.memory(biasLayout, bias));
    }
    return description;
  }

  private void prepareBackward(
      convolution_forward.primitive_desc hint, Map<String, INDArray> gradients) {
    if (extent.relu() && !extent.masked()) {
      mask = new ReluMask(oneDnn, output);
    }
    outputGradient = new Operand(oneDnn, output.shape());
    convolution_backward_weights.primitive_desc description =
        oneDnn.own(
            new convolution_backward_weights.primitive_desc(
                new convolution_backward_weights.desc(
                    dnnl.algorithm.convolution_direct,
                    inputLayout,
                    weightsLayout,
                    biasLayout,
                    outputLayout,
                    strides,
                    dilation,
                    before,
                    after),
                oneDnn.attributes(),
                oneDnn.engine(),
                hint));
    memory own = oneDnn.memory(description.diff_weights_desc());
    weightGradient =
        oneDnn
            .call(new convolution_backward_weights(description), description)
            .with(dnnl.DNNL_ARG_SRC, input.memory())
            .with(dnnl.DNNL_ARG_DIFF_DST, outputGradient.memory())
            .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, own);
    if (gradients.containsKey("b")) {
      weightGradient.with(dnnl.DNNL_ARG_DIFF_BIAS, oneDnn.memory(biasLayout, gradients.get("b")));
    }
    storeWeightGradient = oneDnn.copy(own, oneDnn.memory(plainWeights(), gradients.get("W")));
    if (extent.inputGradient()) {
      prepareInputGradient(hint);
    }
  }

  private void prepareInputGradient(convolution_forward.primitive_desc hint) {
    convolution_backward_data.primitive_desc description =
        oneDnn.own(
            new convolution_backward_data.primitive_desc(
                new convolution_backward_data.desc(
                    dnnl.algorithm.convolution_direct,
                    inputLayout,
                    weightsLayout,
                    outputLayout,
                    strides,
                    dilation,
                    before,
                    after),
                oneDnn.attributes(),
                oneDnn.engine(),
                hint));
    inputGradient = oneDnn.array(inputShape);
    memory own = oneDnn.memory(description.weights_desc());
    backwardWeights = oneDnn.copy(weights, own);
    inputGradientCall =
        oneDnn
            .call(new convolution_backward_data(description), description)
            .with(dnnl.DNNL_ARG_DIFF_DST, outputGradient.memory())
            .with(dnnl.DNNL_ARG_WEIGHTS, own)
            .with(dnnl.DNNL_ARG_DIFF_SRC, oneDnn.memory(inputLayout, inputGradient));
  }

  @Override
  public INDArray forward(INDArray in) {
    input.bind(in);
    forwardWeights.run();
    forward.run();
    return output;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    outputGradient.bind(mask == null ? gradient : mask.apply(gradient));
    weightGradient.run();
    storeWeightGradient.run();
    if (inputGradientCall != null) {
      backwardWeights.run();
      inputGradientCall.run();
    }
    return inputGradient;
  }
}
