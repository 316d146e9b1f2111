package dev.ablate.engine.dl4j.device;

import dev.ablate.engine.dl4j.compute.Computation;
import dev.ablate.model.Padding;
import dev.ablate.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolution by ND4J's native operation, which is cuDNN's in the CUDA backend; DL4J's own layer
 * never asks for it.
 */
public final class ConvolutionOperation implements Computation {

  private static final int CHANNELS_FIRST = 0;

  /** {@code [filters, channels, height, width]}. */
  private static final int FILTERS_FIRST = 1;

  private final Map<String, INDArray> parameters;
  private final Map<String, INDArray> gradients;
  private final int[] arguments;
  private final INDArray output;
  private final INDArray inputGradient;
  private INDArray input;

  /** Made ready for images of a shape; {@code training} that {@link #backward} is to come. */
  public ConvolutionOperation(
      Map<String, INDArray> parameters,
      Map<String, INDArray> gradients,
      Window window,
      long[] shape,
      boolean training) {
    this.parameters = parameters;
    this.gradients = gradients;
    INDArray weights = parameters.get("W");
    this.arguments =
        new int[] {
          window.size(),
          window.size(),
          window.stride(),
          window.stride(),
          window.padding().pixels(),
          window.padding().pixels(),
          window.dilation(),
          window.dilation(),
          window.padding().kind() == Padding.Kind.SAME ? 1 : 0,
          CHANNELS_FIRST,
          FILTERS_FIRST
        };
    this.output =
        Nd4j.createUninitialized(
            weights.dataType(),
            shape[0],
            weights.size(0),
            window.positions((int) shape[2]),
            window.positions((int) shape[3]));
    this.inputGradient = training ? Nd4j.createUninitialized(weights.dataType(), shape) : null;
  }

  @Override
  public INDArray forward(INDArray in) {
    input = in;
    run("conv2d", with(parameters, in), List.of(output));
    return output;
  }

  @Override
  public INDArray backward(INDArray outputGradient) {
    List<INDArray> inputs = with(parameters, input);
    inputs.add(outputGradient);
    run("conv2d_bp", inputs, with(gradients, inputGradient));
    return inputGradient;
  }

  private static List<INDArray> with(Map<String, INDArray> arrays, INDArray first) {
    List<INDArray> list = new ArrayList<>(List.of(first, arrays.get("W")));
    if (arrays.containsKey("b")) {
      list.add(arrays.get("b"));
    }
    return list;
  }

  private void run(String name, List<INDArray> inputs, List<INDArray> outputs) {
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs.toArray(INDArray[]::new))
            .addOutputs(outputs.toArray(INDArray[]::new))
            .addIntegerArguments(arguments)
            .build());
  }
}
