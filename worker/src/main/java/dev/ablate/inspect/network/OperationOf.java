package dev.ablate.inspect.network;

import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.engine.Sliding;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.LayerVisitor;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.Shape;
import dev.ablate.model.Window;

/**
 * What a layer does when the network predicts.
 *
 * @param layer its name and shapes
 * @param parameters of the network
 * @param convolvers that compute its products
 */
record OperationOf(LayerSummary layer, Parameters parameters, Convolvers convolvers)
    implements LayerVisitor<Operation> {

  private double[] parameter(Role role) {
    return parameters.get(layer.name(), role);
  }

  private Operation linear(Sliding sliding, double[] weights) {
    return new LinearOperation(
        convolvers, sliding, layer.output(), weights, parameters.find(layer.name(), Role.BIAS));
  }

  @Override
  public Operation convolution(Layer.Convolution conv) {
    double[] weights =
        GroupedWeights.whole(
            parameter(Role.WEIGHT), conv.filters(), conv.groupsOver(layer.input().channels()));
    return linear(Sliding.of(Window.of(conv), layer.input(), conv.filters()), weights);
  }

  @Override
  public Operation dense(Layer.Dense dense) {
    Shape inputs = Shape.vector(Math.toIntExact(layer.input().size()));
    return linear(
        new Sliding(inputs, Shape.vector(dense.units()), 1, 1, 1, 0, 0), parameter(Role.WEIGHT));
  }

  @Override
  public Operation pooling(Layer.Pooling pool) {
    return new PoolingOperation(Window.of(pool), pool.kind() == PoolSpec.Kind.MAX, layer.output());
  }

  @Override
  public Operation globalPooling(Layer.GlobalPooling pool) {
    return new GlobalPoolingOperation(pool.kind() == PoolSpec.Kind.MAX);
  }

  @Override
  public Operation batchNormalization(Layer.BatchNormalization norm) {
    return ScaleOperation.of(
        parameter(Role.SCALE),
        parameter(Role.SHIFT),
        parameter(Role.MEAN),
        parameter(Role.VARIANCE));
  }

  @Override
  public Operation activation(Layer.Activation activation) {
    return activation.function() == ActivationFunction.SOFTMAX
        ? new SoftmaxOperation()
        : new FunctionOperation(activation.function());
  }

  @Override
  public Operation recurrent(Layer.Recurrent recurrent) {
    return new RecurrentOperation(
        recurrent, parameter(Role.WEIGHT), parameter(Role.STATE_WEIGHT), parameter(Role.BIAS));
  }

  /** Nothing without training. */
  @Override
  public Operation dropout(Layer.Dropout dropout) {
    return new FunctionOperation(ActivationFunction.IDENTITY);
  }

  /** Nothing of its own: what it goes on from is brought by the pass. */
  @Override
  public Operation branch(Layer.Branch branch) {
    return new FunctionOperation(ActivationFunction.IDENTITY);
  }

  /** Nothing of its own: what stands before its input is put there by the pass. */
  @Override
  public Operation concatenation(Layer.Concatenation concatenation) {
    return new FunctionOperation(ActivationFunction.IDENTITY);
  }

  /** Nothing of its own: what it adds is added by the pass. */
  @Override
  public Operation shortcut(Layer.Shortcut shortcut) {
    return new FunctionOperation(ActivationFunction.IDENTITY);
  }
}
