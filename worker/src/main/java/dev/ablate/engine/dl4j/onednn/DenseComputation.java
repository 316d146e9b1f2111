package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.dl4j.compute.Computation;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A fully connected layer, perhaps with the ReLU after it; flattens images channel by channel. */
public final class DenseComputation implements Computation {

  /**
   * What else is computed, or is not.
   *
   * @param relu ReLU follows and is computed here
   * @param inputGradient somebody asks for the gradient by the input
   */
  public record Extent(boolean relu, boolean inputGradient) {}

  private final OneDnn oneDnn;
  private final Operand input;
  private final INDArray output;
  private final memory.desc inputLayout;
  private final memory.desc outputLayout;
  private final memory.desc weightsLayout;
  private final memory.desc biasLayout;
  private final memory flatInput;
  private final memory weights;
  private final OneDnn.Call flatten;
  private final OneDnn.Call forward;
  private Operand outputGradient;
  private ReluMask mask;
  private OneDnn.Call weightGradient;
  private OneDnn.Call inputGradientCall;
  private OneDnn.Call unflatten;
  private INDArray inputGradient;

  public DenseComputation(
      OneDnn oneDnn,
      Map<String, INDArray> parameters,
      Map<String, INDArray> gradients,
      long[] shape,
      Extent extent,
      boolean training) {
    this.oneDnn = oneDnn;
    long inputs = parameters.get("W").size(0);
    long outputs = parameters.get("W").size(1);
    boolean images = shape.length == 4;
    this.input = new Operand(oneDnn, shape);
    this.output = oneDnn.array(shape[0], outputs);
    this.inputLayout = OneDnn.description(shape[0], inputs);
    this.outputLayout = OneDnn.description(shape[0], outputs);
    // DL4J's [in, out] in column order is oneDNN's [out, in] in row order.
    this.weightsLayout = OneDnn.description(outputs, inputs);
    INDArray bias = parameters.get("b");
    this.biasLayout =
        bias == null ? new memory.desc() : OneDnn.description(memory.format_tag.a, outputs);
    this.weights = oneDnn.memory(weightsLayout, parameters.get("W"));
    this.flatInput =
        images ? oneDnn.memory(inputLayout, oneDnn.array(shape[0], inputs)) : input.memory();
    this.flatten = images ? oneDnn.copy(input.memory(), imageView(flatInput, shape)) : null;
    inner_product_forward.primitive_desc description =
        oneDnn.own(
            new inner_product_forward.primitive_desc(
                new inner_product_forward.desc(
                    training ? dnnl.prop_kind.forward_training : dnnl.prop_kind.forward_inference,
                    inputLayout,
                    weightsLayout,
                    biasLayout,
                    outputLayout),
                extent.relu() ? oneDnn.attributesWithRelu() : oneDnn.attributes(),
                oneDnn.engine()));
    this.forward =
        oneDnn
            .call(new inner_product_forward(description), description)
            .with(dnnl.DNNL_ARG_SRC, flatInput)
            .with(dnnl.DNNL_ARG_WEIGHTS, weights)
            .with(dnnl.DNNL_ARG_DST, oneDnn.memory(outputLayout, output));
    if (bias != null) {
      forward.with(dnnl.DNNL_ARG_BIAS, oneDnn.memory(biasLayout, bias));
    }
    if (training) {
      mask = extent.relu() ? new ReluMask(oneDnn, output) : null;
      prepareWeightGradient(description, gradients);
      if (extent.inputGradient()) {
        prepareInputGradient(description, shape, inputs);
      }
    }
  }

  /** Vectors as the images they were flattened from. */
  private memory imageView(memory flat, long[] shape) {
    return oneDnn.own(
        new memory(
            OneDnn.description(memory.format_tag.nchw, shape),
            oneDnn.engine(),
            flat.get_data_handle()));
  }

  private void prepareWeightGradient(
      inner_product_forward.primitive_desc hint, Map<String, INDArray> gradients) {
    outputGradient = new Operand(oneDnn, output.shape());
    inner_product_backward_weights.primitive_desc description =
        oneDnn.own(
            new inner_product_backward_weights.primitive_desc(
                new inner_product_backward_weights.desc(
                    inputLayout, weightsLayout, biasLayout, outputLayout),
                oneDnn.attributes(),
                oneDnn.engine(),
                hint));
    weightGradient =
        oneDnn
            .call(new inner_product_backward_weights(description), description)
            .with(dnnl.DNNL_ARG_SRC, flatInput)
            .with(dnnl.DNNL_ARG_DIFF_DST, outputGradient.memory())
            .with(dnnl.DNNL_ARG_DIFF_WEIGHTS, oneDnn.memory(weightsLayout, gradients.get("W")));
    if (gradients.containsKey("b")) {
      weightGradient.with(dnnl.DNNL_ARG_DIFF_BIAS, oneDnn.memory(biasLayout, gradients.get("b")));
    }
  }

  private void prepareInputGradient(
      inner_product_forward.primitive_desc hint, long[] shape, long inputs) {
    inner_product_backward_data.primitive_desc description =
        oneDnn.own(
            new inner_product_backward_data.primitive_desc(
                new inner_product_backward_data.desc(inputLayout, weightsLayout, outputLayout),
                oneDnn.attributes(),
                oneDnn.engine(),
                hint));
    INDArray flat = oneDnn.array(shape[0], inputs);
    memory flatMemory = oneDnn.memory(inputLayout, flat);
    inputGradientCall =
        oneDnn
            .call(new inner_product_backward_data(description), description)
            .with(dnnl.DNNL_ARG_DIFF_DST, outputGradient.memory())
            .with(dnnl.DNNL_ARG_WEIGHTS, weights)
            .with(dnnl.DNNL_ARG_DIFF_SRC, flatMemory);
    inputGradient = flat;
    if (shape.length == 4) {
      inputGradient = oneDnn.array(shape);
      unflatten =
          oneDnn.copy(
              imageView(flatMemory, shape),
              oneDnn.memory(OneDnn.description(shape), inputGradient));
    }
  }

  @Override
  public INDArray forward(INDArray in) {
    input.bind(in);
    if (flatten != null) {
      flatten.run();
    }
    forward.run();
    return output;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    outputGradient.bind(mask == null ? gradient : mask.apply(gradient));
    weightGradient.run();
    if (inputGradientCall != null) {
      inputGradientCall.run();
      if (unflatten != null) {
        unflatten.run();
      }
    }
    return inputGradient;
  }
}
