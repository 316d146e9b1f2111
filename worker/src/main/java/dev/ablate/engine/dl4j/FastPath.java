package dev.ablate.engine.dl4j;

import dev.ablate.engine.dl4j.TrainableGraph.Replacement;
import dev.ablate.engine.dl4j.compute.Computation;
import dev.ablate.engine.dl4j.layer.ComputedLayer;
import dev.ablate.engine.dl4j.layer.ComputedLayer.Pass;
import dev.ablate.engine.dl4j.onednn.ActivationComputation;
import dev.ablate.engine.dl4j.onednn.BatchNormComputation;
import dev.ablate.engine.dl4j.onednn.ConcatenationComputation;
import dev.ablate.engine.dl4j.onednn.ConvolutionComputation;
import dev.ablate.engine.dl4j.onednn.DenseComputation;
import dev.ablate.engine.dl4j.onednn.FunctionComputation;
import dev.ablate.engine.dl4j.onednn.OneDnn;
import dev.ablate.engine.dl4j.onednn.PoolingComputation;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerVisitor;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Exchanges the layers that take the time for oneDNN's. Three things win beyond the kernels: arrays
 * stay channels last and in place from step to step; a ReLU is computed with what stands before it;
 * and its derivative is taken behind the maximum pooling that follows, where a quarter is left of
 * it.
 */
final class FastPath {

  private final Network network;
  private final List<NamedLayer> layers;
  private final OneDnn oneDnn;

  private FastPath(Network network, OneDnn oneDnn) {
    this.network = network;
    this.layers = network.layers();
    this.oneDnn = oneDnn;
  }

  /** Exchanges what it can; other layers stay DL4J's. */
  static void take(TrainableGraph graph, Network network, OneDnn oneDnn) {
    FastPath path = new FastPath(network, oneDnn);
    graph.replaceLayers(path::replacement);
    graph.joinBy((first, second) -> new ConcatenationComputation(oneDnn, first, second));
  }

  private Replacement replacement(LayerVertex vertex) {
    int index = 0;
    while (!layers.get(index).name().equals(vertex.getVertexName())) {
      index++;
    }
    int position = index;
    if (vertex.getLayer() instanceof ComputedLayer) {
      return null;
    }
    return preparation(position, vertex.getLayer())
        .map(
            preparation -> new Replacement(new ComputedLayer(vertex.getLayer(), preparation), null))
        .orElse(null);
  }

  private Optional<ComputedLayer.Preparation> preparation(
      int position, org.deeplearning4j.nn.api.Layer plain) {
    return layers.get(position).layer().accept(new Preparations(position, plain));
  }

  /** What oneDNN can compute of the layer at a position. */
  private final class Preparations
      implements LayerVisitor.Partial<Optional<ComputedLayer.Preparation>> {

    private final int position;
    private final org.deeplearning4j.nn.api.Layer plain;
    private final Map<String, INDArray> parameters;
    private final Map<String, INDArray> gradients;

    Preparations(int position, org.deeplearning4j.nn.api.Layer plain) {
      this.position = position;
      this.plain = plain;
      this.parameters = plain.paramTable();
      this.gradients =
          parameters.isEmpty()
              ? Map.of()
              : plain
                  .conf()
                  .getLayer()
                  .initializer()
                  .getGradientsFromFlattened(plain.conf(), plain.getGradientsViewArray());
    }

    /** DL4J computes it. */
    @Override
    public Optional<ComputedLayer.Preparation> other(Layer layer) {
      return Optional.empty();
    }

    /** Nobody wants the gradient by the images, unless they go two ways. */
    private boolean first() {
      return position == 0 && !usedTwice(-1);
    }

    @Override
    public Optional<ComputedLayer.Preparation> convolution(Layer.Convolution conv) {
      return Optional.of(
          (shape, pass) ->
              new ConvolutionComputation(
                  oneDnn,
                  parameters,
                  gradients,
                  Window.of(conv),
                  shape,
                  new ConvolutionComputation.Extent(
                      computesRelu(position, pass), isMasked(position), !first()),
                  pass.isTraining()));
    }

    @Override
    public Optional<ComputedLayer.Preparation> dense(Layer.Dense dense) {
      return Optional.of(
          (shape, pass) ->
              new DenseComputation(
                  oneDnn,
                  parameters,
                  gradients,
                  shape,
                  new DenseComputation.Extent(computesRelu(position, pass), !first()),
                  pass.isTraining()));
    }

    @Override
    public Optional<ComputedLayer.Preparation> batchNormalization(Layer.BatchNormalization norm) {
      BatchNormalization settings = (BatchNormalization) plain.conf().getLayer();
      return Optional.of(
          (shape, pass) ->
              new BatchNormComputation(
                  oneDnn,
                  parameters,
                  gradients,
                  settings,
                  shape,
                  computesRelu(position, pass),
                  pass.isTraining()));
    }

    @Override
    public Optional<ComputedLayer.Preparation> pooling(Layer.Pooling pool) {
      boolean masks = position >= 2 && isMasked(position - 2);
      var mode = new PoolingComputation.Mode(isMaximum(position), false, masks);
      return Optional.of(
          (shape, pass) ->
              new PoolingComputation(oneDnn, mode, Window.of(pool), shape, pass.isTraining()));
    }

    @Override
    public Optional<ComputedLayer.Preparation> globalPooling(Layer.GlobalPooling pool) {
      var mode = new PoolingComputation.Mode(pool.kind() == PoolSpec.Kind.MAX, true, false);
      Window all = new Window(1, 1, 1, Padding.VALID);
      return Optional.of(
          (shape, pass) -> new PoolingComputation(oneDnn, mode, all, shape, pass.isTraining()));
    }

    @Override
    public Optional<ComputedLayer.Preparation> activation(Layer.Activation activation) {
      return Optional.of(FastPath.this.activation(position, activation.function()));
    }
  }

  private ComputedLayer.Preparation activation(int position, ActivationFunction function) {
    Optional<ActivationComputation.Function> known = function(function);
    if (known.isPresent()) {
      return (shape, pass) ->
          position > 0 && computesRelu(position - 1, pass)
              ? new PassThrough()
              : new ActivationComputation(oneDnn, known.get(), shape, pass.isTraining());
    }
    return (shape, pass) ->
        new FunctionComputation(oneDnn, LayerAddition.activation(function), shape);
  }

  private static Optional<ActivationComputation.Function> function(ActivationFunction function) {
    return switch (function) {
      case RELU -> known(dnnl.algorithm.eltwise_relu, 0);
      case RELU6 -> known(dnnl.algorithm.eltwise_bounded_relu, LayerAddition.RELU6_BOUND);
      case LEAKY_RELU -> known(dnnl.algorithm.eltwise_relu, (float) LayerAddition.LEAKY_RELU_SLOPE);
      case ELU -> known(dnnl.algorithm.eltwise_elu, 1);
      case GELU -> known(dnnl.algorithm.eltwise_gelu_erf, 0);
      case TANH -> known(dnnl.algorithm.eltwise_tanh, 0);
      case SIGMOID -> known(dnnl.algorithm.eltwise_logistic, 0);
      case IDENTITY, SELU, SOFTMAX -> Optional.empty();
    };
  }

  private static Optional<ActivationComputation.Function> known(dnnl.algorithm kind, float alpha) {
    return Optional.of(new ActivationComputation.Function(kind, alpha));
  }

  private boolean computesRelu(int position, Pass pass) {
    return pass != Pass.INSPECTION && computesRelu(position);
  }

  /** Whether a layer computes the ReLU after it along with itself. */
  private boolean computesRelu(int position) {
    Layer layer = layers.get(position).layer();
    return (layer instanceof Layer.Convolution
            || layer instanceof Layer.Dense
            || layer instanceof Layer.BatchNormalization)
        && isRelu(position + 1)
        && !usedTwice(position);
  }

  /** Whether a convolution's ReLU is followed by maximum pooling, and by nothing else. */
  private boolean isMasked(int position) {
    return layers.get(position).layer() instanceof Layer.Convolution
        && computesRelu(position)
        && isMaximum(position + 2)
        && !usedTwice(position + 1);
  }

  /** Whether a later layer reads a layer's output beside the next one; of the images for -1. */
  private boolean usedTwice(int position) {
    return !network.readersBeside(position + 1).isEmpty();
  }

  private boolean isRelu(int position) {
    return position < layers.size()
        && layers.get(position).layer() instanceof Layer.Activation activation
        && activation.function() == ActivationFunction.RELU;
  }

  private boolean isMaximum(int position) {
    return position < layers.size()
        && layers.get(position).layer() instanceof Layer.Pooling pool
        && pool.kind() == PoolSpec.Kind.MAX;
  }

  /** What is left of a layer that its neighbour computes. */
  private static final class PassThrough implements Computation {
    @Override
    public INDArray forward(INDArray input) {
      return input;
    }

    @Override
    public INDArray backward(INDArray outputGradient) {
      return outputGradient;
    }
  }
}
