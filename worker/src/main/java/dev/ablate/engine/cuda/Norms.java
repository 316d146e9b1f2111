package dev.ablate.engine.cuda;

import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.model.Parameter.Kind;
import java.util.HashMap;
import java.util.Map;

/** Euclidean norms of the layers' weights, or of batch norm's scales, in one vector. */
record Norms(Map<String, Double> squares) {

  static Norms of(ParameterLayout layout, float[] vector) {
    Map<String, Double> squares = new HashMap<>();
    for (Segment segment : layout.segments()) {
      if (segment.kind() == Kind.WEIGHT || segment.kind() == Kind.SCALE) {
        double square = 0;
        int from = Math.toIntExact(segment.offset());
        for (int i = 0; i < segment.length(); i++) {
          square += (double) vector[from + i] * vector[from + i];
        }
        squares.merge(segment.layer(), square, Double::sum);
      }
    }
    return new Norms(squares);
  }

  /** Null for a layer without. */
  Double of(String layer) {
    Double square = squares.get(layer);
    return square == null ? null : Math.sqrt(square);
  }
}
