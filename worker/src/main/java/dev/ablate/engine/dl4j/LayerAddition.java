package dev.ablate.engine.dl4j;

import dev.ablate.engine.dl4j.layer.ChannelSoftmaxActivation;
import dev.ablate.engine.dl4j.layer.GeluActivation;
import dev.ablate.engine.dl4j.layer.GroupedConfiguration;
import dev.ablate.engine.dl4j.recurrent.RecurrentConfiguration;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerVisitor;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;

/**
 * Adds a layer to a graph.
 *
 * @param name of the layer
 * @param inputs the images and all layers before it
 */
record LayerAddition(GraphBuilder graph, String name, List<String> inputs)
    implements LayerVisitor<GraphBuilder> {

  static final double LEAKY_RELU_SLOPE = 0.01;
  static final int RELU6_BOUND = 6;
  private static final double RUNNING_STATISTICS_KEPT = 0.9;
  private static final double VARIANCE_EPSILON = 1e-5;

  private GraphBuilder add(org.deeplearning4j.nn.conf.layers.Layer layer) {
    return graph.addLayer(name, layer, back(0));
  }

  /** What went into the layer so many layers before this one. */
  private String back(int layers) {
    return inputs.get(inputs.size() - 1 - layers);
  }

  @Override
  public GraphBuilder convolution(Layer.Convolution conv) {
    ConvolutionLayer.Builder settings =
        new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
            .nOut(conv.filters())
            .stride(conv.stride(), conv.stride())
            .dilation(conv.dilation(), conv.dilation())
            .padding(conv.padding().pixels(), conv.padding().pixels())
            .convolutionMode(mode(conv.padding()))
            .hasBias(conv.bias())
            .activation(Activation.IDENTITY);
    return add(conv.groups() == 1 ? settings.build() : new GroupedConfiguration(settings, conv));
  }

  @Override
  public GraphBuilder pooling(Layer.Pooling pool) {
    return add(
        new SubsamplingLayer.Builder(poolingType(pool.kind()))
            .kernelSize(pool.size(), pool.size())
            .stride(pool.stride(), pool.stride())
            .padding(pool.padding().pixels(), pool.padding().pixels())
            .convolutionMode(mode(pool.padding()))
            .build());
  }

  @Override
  public GraphBuilder globalPooling(Layer.GlobalPooling pool) {
    return add(new GlobalPoolingLayer.Builder(poolingType(pool.kind())).build());
  }

  @Override
  public GraphBuilder batchNormalization(Layer.BatchNormalization norm) {
    return add(
        new BatchNormalization.Builder()
            .decay(RUNNING_STATISTICS_KEPT)
            .eps(VARIANCE_EPSILON)
            .useLogStd(false)
            .build());
  }

  @Override
  public GraphBuilder activation(Layer.Activation activation) {
    return add(new ActivationLayer(activation(activation.function())));
  }

  @Override
  public GraphBuilder dropout(Layer.Dropout dropout) {
    return add(new DropoutLayer(1 - dropout.rate()));
  }

  @Override
  public GraphBuilder dense(Layer.Dense dense) {
    return add(
        new DenseLayer.Builder()
            .nOut(dense.units())
            .hasBias(dense.bias())
            .activation(Activation.IDENTITY)
            .build());
  }

  @Override
  public GraphBuilder recurrent(Layer.Recurrent recurrent) {
    return add(new RecurrentConfiguration(recurrent));
  }

  /** The sum of one array: the array. */
  @Override
  public GraphBuilder branch(Layer.Branch branch) {
    return graph.addVertex(
        name, new ElementWiseVertex(ElementWiseVertex.Op.Add), back(branch.back()));
  }

  @Override
  public GraphBuilder shortcut(Layer.Shortcut shortcut) {
    return graph.addVertex(
        name, new ElementWiseVertex(ElementWiseVertex.Op.Add), back(0), back(shortcut.back()));
  }

  @Override
  public GraphBuilder concatenation(Layer.Concatenation concatenation) {
    return graph.addVertex(name, new MergeVertex(), back(concatenation.back()), back(0));
  }

  static IActivation activation(ActivationFunction function) {
    return switch (function) {
      case IDENTITY -> Activation.IDENTITY.getActivationFunction();
      case RELU -> Activation.RELU.getActivationFunction();
      case RELU6 -> new ActivationReLU6();
      case LEAKY_RELU -> new ActivationLReLU(LEAKY_RELU_SLOPE);
      case ELU -> new ActivationELU();
      case SELU -> Activation.SELU.getActivationFunction();
      case GELU -> new GeluActivation();
      case TANH -> Activation.TANH.getActivationFunction();
      case SIGMOID -> Activation.SIGMOID.getActivationFunction();
      case SOFTMAX -> new ChannelSoftmaxActivation();
    };
  }

  private static ConvolutionMode mode(Padding padding) {
    return padding.kind() == Padding.Kind.SAME ? ConvolutionMode.Same : ConvolutionMode.Truncate;
  }

  private static PoolingType poolingType(PoolSpec.Kind kind) {
    return switch (kind) {
      case MAX -> PoolingType.MAX;
      case AVERAGE -> PoolingType.AVG;
      case NONE -> throw new IllegalArgumentException("pooling of kind none is no layer");
    };
  }
}
