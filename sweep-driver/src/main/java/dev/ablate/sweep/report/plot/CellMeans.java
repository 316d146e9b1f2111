package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.CellSummary;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** Means of the cells that have some values, each cell counting once: what is drawn, not tested. */
final class CellMeans {

  private CellMeans() {}

  static OptionalDouble of(List<CellSummary> cells, Axis axis, Object value) {
    return cells.stream()
        .filter(cell -> cell.mean() != null && Objects.equals(cell.cell().value(axis), value))
        .mapToDouble(CellSummary::mean)
        .average();
  }

  static OptionalDouble of(
      List<CellSummary> cells, Axis axis, Object value, Axis other, Object otherValue) {
    return cells.stream()
        .filter(
            cell ->
                cell.mean() != null
                    && Objects.equals(cell.cell().value(axis), value)
                    && Objects.equals(cell.cell().value(other), otherValue))
        .mapToDouble(CellSummary::mean)
        .average();
  }
}
