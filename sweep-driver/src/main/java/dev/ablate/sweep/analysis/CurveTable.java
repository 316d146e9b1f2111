package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cells over epochs. */
final class CurveTable {

  private record Place(int epoch, String split, String metric) {}

  private CurveTable() {}

  static List<CurvePoint> of(SweepResults results) {
    Map<Cell, Map<Place, Moments>> measured = new HashMap<>();
    results
        .curves()
        .forEach(
            each ->
                measured
                    .computeIfAbsent(each.trial().cell(), none -> new HashMap<>())
                    .computeIfAbsent(
                        new Place(each.epoch(), each.split(), each.metric()), none -> new Moments())
                    .add(each.value()));
    List<CurvePoint> rows = new ArrayList<>();
    for (Cell cell : results.cells()) {
      measured.getOrDefault(cell, Map.of()).entrySet().stream()
          .sorted(
              Map.Entry.comparingByKey(
                  Comparator.comparing(Place::split)
                      .thenComparing(Place::metric)
                      .thenComparing(Place::epoch)))
          .forEach(
              entry -> {
                Place place = entry.getKey();
                Moments moments = entry.getValue();
                Interval interval = moments.interval();
                rows.add(
                    new CurvePoint(
                        cell,
                        place.epoch,
                        place.split,
                        place.metric,
                        moments.n(),
                        moments.mean(),
                        Interval.lowOf(interval),
                        Interval.highOf(interval)));
              });
    }
    return rows;
  }
}
