package dev.ablate.sweep.results;

import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The curves of one attempt at a trial. */
record EpochCurves(String trialId, int attempt, List<EpochCurve> curves)
    implements TrialFiles.Keyed {

  /** The columns that {@link #of} takes. */
  static final Schema SCHEMA = RecordSchema.of(Row.class).schema();

  private record Point(int epoch, String split, String metric, double value) {}

  private record Row(String trialId, int attempt, List<Point> epochs) {}

  /**
   * Those of a row that are asked for.
   *
   * @param row of {@link #SCHEMA}
   * @param names picks by split and metric: {@code validation_accuracy}
   */
  static EpochCurves of(Object[] row, Predicate<String> names) {
    List<EpochCurve> asked = new ArrayList<>();
    Map<String, Map<String, Optional<EpochCurve>>> curves = new HashMap<>();
    for (Object element : row[2] == null ? List.of() : (List<?>) row[2]) {
      Object[] point = (Object[]) element;
      String split = (String) point[1];
      curves
          .computeIfAbsent(split, none -> new HashMap<>())
          .computeIfAbsent((String) point[2], metric -> begun(split, metric, names, asked))
          .ifPresent(curve -> curve.add((int) point[0], (double) point[3]));
    }
    return new EpochCurves((String) row[0], (int) row[1], asked);
  }

  private static Optional<EpochCurve> begun(
      String split, String metric, Predicate<String> names, List<EpochCurve> asked) {
    if (!names.test(split + "_" + metric)) {
      return Optional.empty();
    }
    EpochCurve curve = new EpochCurve(split, metric);
    asked.add(curve);
    return Optional.of(curve);
  }
}
