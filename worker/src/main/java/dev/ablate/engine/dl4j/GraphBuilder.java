package dev.ablate.engine.dl4j;

import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.dl4j.layer.ChannelSoftmaxActivation;
import dev.ablate.engine.dl4j.layer.GeluActivation;
import dev.ablate.engine.dl4j.recurrent.RecurrentConfiguration;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
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
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** From a network to a graph of DL4J's own layers, one vertex a layer, of the layer's name. */
final class GraphBuilder {

  private static final String IMAGES = "images";
  static final double LEAKY_RELU_SLOPE = 0.01;
  private static final double RUNNING_STATISTICS_KEPT = 0.9;
  private static final double VARIANCE_EPSILON = 1e-5;

  private GraphBuilder() {}

  /** A graph whose parameters are all zero. */
  static TrainableGraph build(ModelRequest request, DataType dataType) {
    long parameters = NetworkSummary.of(request.network(), request.input()).parameters();
    return new TrainableGraph(
        configuration(request, dataType), Nd4j.create(dataType, 1, parameters));
  }

  private static ComputationGraphConfiguration configuration(
      ModelRequest request, DataType dataType) {
    ComputationGraphConfiguration.GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .dataType(dataType)
            // Layers of the fast path own their arrays, so there is nothing left to recycle.
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE)
            .graphBuilder()
            .addInputs(IMAGES)
            .validateOutputLayerConfig(false)
            .setInputTypes(
                InputType.convolutional(
                    request.input().height(), request.input().width(), request.input().channels()));
    List<String> inputs = new ArrayList<>(List.of(IMAGES));
    for (NamedLayer named : request.network().layers()) {
      String last = inputs.get(inputs.size() - 1);
      if (named.layer() instanceof Layer.Shortcut shortcut) {
        graph.addVertex(
            named.name(),
            new ElementWiseVertex(ElementWiseVertex.Op.Add),
            last,
            inputs.get(inputs.size() - 1 - shortcut.back()));
      } else {
        graph.addLayer(named.name(), layer(named.layer()), last);
      }
      inputs.add(named.name());
    }
    return graph.setOutputs(inputs.get(inputs.size() - 1)).build();
  }

  private static org.deeplearning4j.nn.conf.layers.Layer layer(Layer layer) {
    if (layer instanceof Layer.Convolution conv) {
      return new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
          .nOut(conv.filters())
          .stride(conv.stride(), conv.stride())
          .dilation(conv.dilation(), conv.dilation())
          .padding(conv.padding().pixels(), conv.padding().pixels())
          .convolutionMode(mode(conv.padding()))
          .hasBias(conv.bias())
          .activation(Activation.IDENTITY)
          .build();
    } else if (layer instanceof Layer.Pooling pool) {
      return new SubsamplingLayer.Builder(poolingType(pool.kind()))
          .kernelSize(pool.size(), pool.size())
          .stride(pool.stride(), pool.stride())
          .padding(pool.padding().pixels(), pool.padding().pixels())
          .convolutionMode(mode(pool.padding()))
          .build();
    } else if (layer instanceof Layer.GlobalPooling pool) {
      return new GlobalPoolingLayer.Builder(poolingType(pool.kind())).build();
    } else if (layer instanceof Layer.BatchNormalization) {
      return new BatchNormalization.Builder()
          .decay(RUNNING_STATISTICS_KEPT)
          .eps(VARIANCE_EPSILON)
          .useLogStd(false)
          .build();
    } else if (layer instanceof Layer.Activation activation) {
      return new ActivationLayer(activation(activation.function()));
    } else if (layer instanceof Layer.Dropout dropout) {
      return new DropoutLayer(1 - dropout.rate());
    } else if (layer instanceof Layer.Dense dense) {
      return new DenseLayer.Builder()
          .nOut(dense.units())
          .hasBias(dense.bias())
          .activation(Activation.IDENTITY)
          .build();
    } else if (layer instanceof Layer.Recurrent recurrent) {
      return new RecurrentConfiguration(recurrent);
    }
    throw new IllegalStateException("no DL4J layer for " + layer.getClass());
  }

  static IActivation activation(ActivationFunction function) {
    return switch (function) {
      case IDENTITY -> Activation.IDENTITY.getActivationFunction();
      case RELU -> Activation.RELU.getActivationFunction();
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
