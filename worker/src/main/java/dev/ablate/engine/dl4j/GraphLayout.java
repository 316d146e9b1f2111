package dev.ablate.engine.dl4j;

import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.ParameterLayout.Kind;
import dev.ablate.engine.definition.ParameterLayout.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The layout of DL4J's flat vectors, read from a graph. */
final class GraphLayout {

  private GraphLayout() {}

  static ParameterLayout of(TrainableGraph graph) {
    List<Segment> segments = new ArrayList<>();
    for (LayerVertex vertex : graph.layerVertices()) {
      for (Map.Entry<String, INDArray> entry : vertex.getLayer().paramTable().entrySet()) {
        INDArray view = entry.getValue();
        segments.add(
            new Segment(
                vertex.getVertexName(),
                kind(entry.getKey()),
                Arrays.stream(view.shape()).boxed().toList(),
                view.offset(),
                view.length()));
      }
    }
    return new ParameterLayout(segments);
  }

  private static Kind kind(String key) {
    return switch (key) {
      case "W", "R" -> Kind.WEIGHT;
      case "b" -> Kind.BIAS;
      case "gamma" -> Kind.SCALE;
      case "beta" -> Kind.SHIFT;
      case "mean" -> Kind.MEAN;
      case "var" -> Kind.VARIANCE;
      default -> throw new IllegalStateException("no meaning for DL4J's parameter " + key);
    };
  }
}
