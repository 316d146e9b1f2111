package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.dl4j.compute.ChannelsLast;
import dev.ablate.engine.dl4j.compute.Computation;
import dev.ablate.engine.dl4j.compute.Scratch;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A function that oneDNN does not have, by ND4J, between oneDNN's layers. */
public final class FunctionComputation implements Computation {

  private final IActivation function;
  private final Operand input;
  private final Operand outputGradient;
  private final INDArray output;
  private final INDArray inputGradient;

  public FunctionComputation(OneDnn oneDnn, IActivation function, long[] shape) {
    this.function = function;
    this.input = new Operand(oneDnn, shape);
    this.outputGradient = new Operand(oneDnn, shape);
    this.output = oneDnn.array(shape);
    this.inputGradient = oneDnn.array(shape);
  }

  @Override
  public INDArray forward(INDArray in) {
    INDArray matrix = ChannelsLast.matrix(input.bind(in));
    Scratch.run(
        () -> ChannelsLast.matrix(output).assign(function.getActivation(matrix.dup(), true)));
    return output;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    INDArray matrix = ChannelsLast.matrix(outputGradient.bind(gradient));
    Scratch.run(
        () -> {
          INDArray in = ChannelsLast.matrix(input.array()).dup();
          ChannelsLast.matrix(inputGradient).assign(function.backprop(in, matrix.dup()).getFirst());
        });
    return inputGradient;
  }
}
