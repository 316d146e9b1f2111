package dev.ablate.engine.dl4j;

import dev.ablate.engine.dl4j.compute.ChannelsLast;
import dev.ablate.engine.dl4j.compute.Joining;
import dev.ablate.engine.dl4j.layer.ComputedLayer;
import dev.ablate.engine.dl4j.layer.ConcatenationVertex;
import dev.ablate.engine.dl4j.layer.DerivedDropoutLayer;
import dev.ablate.engine.dl4j.layer.SumVertex;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.api.FwdPassType;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph driven step by step: forward, then backward from the scores' gradient, with neither
 * DL4J's solver nor its updaters in between. Its outputs are class scores; the loss is not part of
 * it.
 */
final class TrainableGraph extends ComputationGraph {

  private static final long serialVersionUID = 1L;

  /** A layer to take another's place, and whether the input is still to be preprocessed for it. */
  record Replacement(Layer layer, InputPreProcessor preProcessor) {}

  /** Over the given parameters, {@code [1, count]}, which are used and not copied. */
  TrainableGraph(ComputationGraphConfiguration configuration, INDArray parameters) {
    super(configuration);
    init(parameters, false);
    for (int i = 0; i < vertices.length; i++) {
      if (vertices[i] instanceof ElementWiseVertex plain) {
        vertices[i] = new SumVertex(this, plain);
        verticesMap.put(plain.getVertexName(), vertices[i]);
      } else if (vertices[i] instanceof MergeVertex plain) {
        vertices[i] = new ConcatenationVertex(this, plain);
        verticesMap.put(plain.getVertexName(), vertices[i]);
      }
    }
    initGradientsView();
  }

  /** Class scores, {@code [batch, classes]}; what backward needs is kept in the layers. */
  INDArray forward(INDArray images, boolean training) {
    return pass(images, training).get(configuration.getNetworkOutputs().get(0));
  }

  /** Every layer's output without dropout, until the next pass. */
  Map<String, INDArray> inspect(INDArray images) {
    evaluateFor(ComputedLayer.Pass.INSPECTION);
    try {
      return pass(images, false);
    } finally {
      evaluateFor(ComputedLayer.Pass.EVALUATION);
    }
  }

  private void evaluateFor(ComputedLayer.Pass pass) {
    for (LayerVertex vertex : layerVertices()) {
      if (vertex.getLayer() instanceof ComputedLayer layer) {
        layer.evaluateFor(pass);
      }
    }
  }

  private Map<String, INDArray> pass(INDArray images, boolean training) {
    return ffToLayerActivationsInWS(
        training,
        -1,
        null,
        FwdPassType.STANDARD,
        false,
        new INDArray[] {images},
        null,
        null,
        false);
  }

  /**
   * Fills {@link #gradients} for the last forward pass. Not by DL4J's own pass, which takes longer
   * to add the gradients of an output with two readers, channels last, than both readers took.
   */
  void backward(INDArray scoreGradient) {
    INDArray[] outputGradients = new INDArray[vertices.length];
    outputGradients[verticesMap.get(configuration.getNetworkOutputs().get(0)).getVertexIndex()] =
        scoreGradient;
    for (int i = topologicalOrder.length - 1; i >= 0; i--) {
      GraphVertex vertex = vertices[topologicalOrder[i]];
      INDArray outputGradient = outputGradients[vertex.getVertexIndex()];
      if (outputGradient == null || vertex.getNumInputArrays() == 0) {
        continue;
      }
      vertex.setEpsilon(outputGradient);
      INDArray[] inputGradients =
          vertex.doBackward(false, LayerWorkspaceMgr.noWorkspaces()).getSecond();
      VertexIndices[] inputs = vertex.getInputVertices();
      for (int input = 0; input < inputs.length; input++) {
        int before = inputs[input].getVertexIndex();
        outputGradients[before] = sum(outputGradients[before], inputGradients[input]);
      }
    }
  }

  /** In place of the first, where there are two. */
  private static INDArray sum(INDArray first, INDArray second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    if (ChannelsLast.is(first) && ChannelsLast.is(second)) {
      ChannelsLast.matrix(first).addi(ChannelsLast.matrix(second));
      return first;
    }
    return first.addi(second);
  }

  /** Every parameter, {@code [count]}. */
  INDArray parameters() {
    return flattenedParams.reshape(flattenedParams.length());
  }

  /** The gradient of every parameter, in the order of the parameters, {@code [count]}. */
  INDArray gradients() {
    return flattenedGradients.reshape(flattenedGradients.length());
  }

  /** The vertices that hold a layer, inputs before outputs. */
  Iterable<LayerVertex> layerVertices() {
    return () ->
        Arrays.stream(topologicalOrder)
            .mapToObj(index -> vertices[index])
            .filter(LayerVertex.class::isInstance)
            .map(LayerVertex.class::cast)
            .iterator();
  }

  /** Exchanges layers for ones that compute the same; null leaves a layer as it is. */
  void replaceLayers(Function<LayerVertex, Replacement> replacements) {
    for (int i = 0; i < vertices.length; i++) {
      GraphVertex vertex = vertices[i];
      if (vertex instanceof LayerVertex old) {
        Replacement replacement = replacements.apply(old);
        if (replacement != null) {
          exchange(i, old, replacement);
        }
      }
    }
  }

  /** Has arrays put beside each other by this. */
  void joinBy(Joining.Preparation preparation) {
    for (GraphVertex vertex : vertices) {
      if (vertex instanceof ConcatenationVertex concatenation) {
        concatenation.prepareBy(preparation);
      }
    }
  }

  /** Lets layers that hold native memory give it back. */
  void closeLayers() {
    for (LayerVertex vertex : layerVertices()) {
      if (vertex.getLayer() instanceof DerivedDropoutLayer dropout) {
        dropout.close();
      }
    }
    for (GraphVertex vertex : vertices) {
      if (vertex instanceof SumVertex sum) {
        sum.close();
      }
    }
  }

  private void exchange(int index, LayerVertex old, Replacement replacement) {
    LayerVertex vertex =
        new LayerVertex(
            this,
            old.getVertexName(),
            old.getVertexIndex(),
            old.getInputVertices(),
            old.getOutputVertices(),
            replacement.layer(),
            replacement.preProcessor(),
            old.isOutputVertex(),
            old.getDataType());
    for (int i = 0; i < layers.length; i++) {
      if (layers[i] == old.getLayer()) {
        layers[i] = replacement.layer();
      }
    }
    vertices[index] = vertex;
    verticesMap.put(old.getVertexName(), vertex);
  }
}
