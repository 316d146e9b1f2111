package dev.ablate.engine.dl4j;

import dev.ablate.engine.definition.OutputTally;
import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.engine.dl4j.compute.ChannelsLast;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.LayerStatistics;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Parameter.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks at every layer of a model. */
final class LayerInspection {

  private final Network network;
  private final TrainableGraph graph;
  private final ParameterLayout layout;
  private Map<String, Double> gradientNorms = Map.of();

  LayerInspection(Network network, TrainableGraph graph, ParameterLayout layout) {
    this.network = network;
    this.graph = graph;
    this.layout = layout;
  }

  /** Takes down the gradients' norms, before anything changes them. */
  void stepDone() {
    gradientNorms = norms(graph.gradients());
  }

  /** What the layers look like over some batches. */
  List<LayerStatistics> statistics(Iterable<INDArray> batches) {
    Map<String, OutputTally> tallies = new HashMap<>();
    network.layers().forEach(layer -> tallies.put(layer.name(), new OutputTally()));
    // The arrays are used again by the next pass, so nothing of a pass may be kept.
    batches.forEach(batch -> outputs(batch, (name, values) -> tallies.get(name).add(values)));
    batches.forEach(batch -> outputs(batch, (name, values) -> tallies.get(name).sort(values)));
    Map<String, Double> weightNorms = norms(graph.parameters());
    List<LayerStatistics> statistics = new ArrayList<>();
    for (NamedLayer layer : network.layers()) {
      String name = layer.name();
      statistics.add(
          tallies
              .get(name)
              .statistics(statistics.size(), name, weightNorms.get(name), gradientNorms.get(name)));
    }
    return statistics;
  }

  private void outputs(INDArray images, BiConsumer<String, double[]> consumer) {
    Map<String, INDArray> outputs = graph.inspect(images);
    for (NamedLayer layer : network.layers()) {
      INDArray output = outputs.get(layer.name());
      consumer.accept(
          layer.name(), NativeArrays.read(ChannelsLast.is(output) ? output : output.dup('c')));
    }
  }

  private Map<String, Double> norms(INDArray vector) {
    Map<String, Double> squares = new HashMap<>();
    for (Segment segment : layout.segments()) {
      if (segment.kind() == Kind.WEIGHT || segment.kind() == Kind.SCALE) {
        double norm = NativeArrays.view(segment, vector).norm2Number().doubleValue();
        squares.merge(segment.layer(), norm * norm, Double::sum);
      }
    }
    squares.replaceAll((name, square) -> Math.sqrt(square));
    return squares;
  }
}
