package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Cells over epochs. */
final class CurveTable {

  private record Place(String split, String metric) {}

  private static final Comparator<Place> BY_NAME =
      Comparator.comparing(Place::split).thenComparing(Place::metric);

  private final Map<Cell, Map<Place, Line>> lines = new HashMap<>();
  private Measured before;
  private Line line;

  private CurveTable() {}

  static List<CurvePoint> of(SweepResults results, Predicate<String> names) {
    CurveTable table = new CurveTable();
    results.curves().forEach(names, table::add);
    List<CurvePoint> rows = new ArrayList<>();
    for (Cell cell : results.cells()) {
      table
          .lines
          .getOrDefault(cell, Map.of())
          .forEach((place, line) -> line.addTo(rows, cell, place));
    }
    return rows;
  }

  /** Mostly the next epoch of the same: then its line is at hand. */
  @SuppressWarnings("ReferenceEquality")
  private void add(Measured each) {
    if (before == null
        || each.trial() != before.trial()
        || !each.split().equals(before.split())
        || !each.metric().equals(before.metric())) {
      line =
          lines
              .computeIfAbsent(each.trial().cell(), none -> new TreeMap<>(BY_NAME))
              .computeIfAbsent(new Place(each.split(), each.metric()), none -> new Line());
    }
    before = each;
    line.at(each.epoch()).add(each.value());
  }

  /** A cell's numbers of one split and metric. */
  private static final class Line {
    /** By epoch; null where nothing was measured. */
    private final List<Moments> epochs = new ArrayList<>();

    Moments at(int epoch) {
      while (epochs.size() <= epoch) {
        epochs.add(null);
      }
      if (epochs.get(epoch) == null) {
        epochs.set(epoch, new Moments());
      }
      return epochs.get(epoch);
    }

    void addTo(List<CurvePoint> rows, Cell cell, Place place) {
      for (int epoch = 0; epoch < epochs.size(); epoch++) {
        Moments moments = epochs.get(epoch);
        if (moments != null) {
          Interval interval = moments.interval();
          rows.add(
              new CurvePoint(
                  cell,
                  epoch,
                  place.split,
                  place.metric,
                  moments.n(),
                  moments.mean(),
                  Interval.lowOf(interval),
                  Interval.highOf(interval)));
        }
      }
    }
  }
}
