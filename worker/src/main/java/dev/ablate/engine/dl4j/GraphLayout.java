package dev.ablate.engine.dl4j;

import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.model.Parameter.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The layout of DL4J's flat vectors, read from a graph. */
final class GraphLayout {

  private GraphLayout() {}

  /**
   * Makes sure that a graph's vectors are laid out as the layers say.
   *
   * @throws IllegalStateException if a layer's record and its DL4J layer differ
   */
  static void require(TrainableGraph graph, ParameterLayout wanted) {
    List<String> segments = new ArrayList<>();
    for (Segment segment : wanted.segments()) {
      segments.add(text(segment.layer(), segment.kind(), segment.shape(), segment.offset()));
    }
    List<String> actual = segments(graph);
    if (!actual.equals(segments)) {
      throw new IllegalStateException(
          "DL4J has the parameters " + actual + ", but the layers say " + segments);
    }
  }

  private static List<String> segments(TrainableGraph graph) {
    List<String> segments = new ArrayList<>();
    for (LayerVertex vertex : graph.layerVertices()) {
      for (Map.Entry<String, INDArray> entry : vertex.getLayer().paramTable().entrySet()) {
        INDArray view = entry.getValue();
        List<Long> shape = Arrays.stream(view.shape()).boxed().toList();
        segments.add(text(vertex.getVertexName(), kind(entry.getKey()), shape, view.offset()));
      }
    }
    return segments;
  }

  private static String text(String layer, Kind kind, List<Long> shape, long offset) {
    return layer + " " + kind + shape + " at " + offset;
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
