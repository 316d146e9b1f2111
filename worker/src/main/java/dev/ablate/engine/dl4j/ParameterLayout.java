package dev.ablate.engine.dl4j;

import dev.ablate.engine.ParameterArray;
import dev.ablate.engine.ParameterArray.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Which stretch of the flat vector of all parameters belongs to what. */
record ParameterLayout(List<Segment> segments) {

  /** What a parameter is to the optimizer. */
  enum Kind {
    WEIGHT,
    BIAS,
    /** Batch norm's gamma. */
    SCALE,
    /** Batch norm's beta. */
    SHIFT,
    /** A running mean: not trained; its "gradient" is what is to be taken from it. */
    MEAN,
    /** A running variance, as {@link #MEAN}. */
    VARIANCE;

    boolean trained() {
      return this != MEAN && this != VARIANCE;
    }
  }

  /**
   * One parameter array of one layer.
   *
   * @param layer name of the layer
   * @param kind what it is
   * @param shape as DL4J has it: {@code [filters, channels, kernel, kernel]}, {@code [in, out]}
   * @param offset position of its first number
   * @param length how many
   */
  record Segment(String layer, Kind kind, List<Long> shape, long offset, long length) {

    /** This stretch of a vector laid out like the parameters. */
    INDArray of(INDArray flat) {
      return flat.reshape(flat.length()).get(NDArrayIndex.interval(offset, offset + length));
    }
  }

  ParameterLayout {
    segments = List.copyOf(segments);
  }

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

  /** Each layer's own numbers, of a vector laid out like the parameters. */
  List<ParameterArray> arrays(double[] flat) {
    List<ParameterArray> arrays = new ArrayList<>();
    Set<String> weighted = new HashSet<>();
    for (Segment segment : segments) {
      Role role =
          switch (segment.kind()) {
            // A recurrent layer's second weights are those of its states.
            case WEIGHT -> weighted.add(segment.layer()) ? Role.WEIGHT : Role.STATE_WEIGHT;
            case BIAS -> Role.BIAS;
            case SCALE -> Role.SCALE;
            case SHIFT -> Role.SHIFT;
            case MEAN -> Role.MEAN;
            case VARIANCE -> Role.VARIANCE;
          };
      int from = Math.toIntExact(segment.offset());
      int to = Math.toIntExact(segment.offset() + segment.length());
      arrays.add(new ParameterArray(segment.layer(), role, Arrays.copyOfRange(flat, from, to)));
    }
    return arrays;
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
