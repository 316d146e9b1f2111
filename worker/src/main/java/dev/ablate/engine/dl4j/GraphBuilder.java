package dev.ablate.engine.dl4j;

import dev.ablate.engine.ModelRequest;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.NetworkSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** From a network to a graph of DL4J's own layers, one vertex a layer, of the layer's name. */
final class GraphBuilder {

  private static final String IMAGES = "images";

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
      named.layer().accept(new LayerAddition(graph, named.name(), inputs));
      inputs.add(named.name());
    }
    ComputationGraphConfiguration configuration =
        graph.setOutputs(inputs.get(inputs.size() - 1)).build();
    // DL4J's own order mixes the layers of two branches; parameters follow it.
    configuration.setTopologicalOrderStr(inputs);
    configuration.setTopologicalOrder(IntStream.range(0, inputs.size()).toArray());
    return configuration;
  }
}
