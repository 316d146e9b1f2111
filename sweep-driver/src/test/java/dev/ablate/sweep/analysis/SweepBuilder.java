package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Results for tests, a trial at a time; the first value of an axis is its baseline. */
final class SweepBuilder {

  private record Point(
      List<Object> values, long seed, Status status, Map<String, Double> numbers) {}

  private final List<String> names;
  private final List<Point> points = new ArrayList<>();

  SweepBuilder(String... names) {
    this.names = List.of(names);
  }

  SweepBuilder add(long seed, double accuracy, Object... values) {
    return add(seed, Status.COMPLETED, Map.of("test_accuracy", accuracy), values);
  }

  SweepBuilder add(long seed, Status status, Map<String, Double> numbers, Object... values) {
    points.add(new Point(List.of(values), seed, status, numbers));
    return this;
  }

  SweepResults build() {
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      LinkedHashSet<Object> values = new LinkedHashSet<>();
      for (Point point : points) {
        values.add(point.values.get(i));
      }
      List<Object> ordered = List.copyOf(values);
      axes.add(new Axis(names.get(i), kind(ordered.get(0)), ordered, ordered.get(0)));
    }
    Map<List<Object>, Cell> cells = new LinkedHashMap<>();
    List<Trial> trials = new ArrayList<>();
    for (Point point : points) {
      Cell cell =
          cells.computeIfAbsent(point.values, values -> new Cell(cells.size(), axes, values));
      trials.add(
          new Trial(
              cell,
              point.seed,
              cell.id() + "." + point.seed,
              1,
              point.status,
              point.status == Status.FAILED ? "crash" : null,
              point.numbers));
    }
    return new SweepResults("test", axes, trials, SweepResults.Curves.NONE);
  }

  private static Axis.Kind kind(Object value) {
    return value instanceof Long
        ? Axis.Kind.WHOLE
        : value instanceof Double
            ? Axis.Kind.NUMBER
            : value instanceof Boolean ? Axis.Kind.BOOLEAN : Axis.Kind.TEXT;
  }
}
