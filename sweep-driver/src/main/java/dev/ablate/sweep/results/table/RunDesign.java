package dev.ablate.sweep.results.table;

import java.util.List;

/**
 * What a run was asked, point by point.
 *
 * @param run the run
 * @param axes of its design, in order
 * @param points of its design, in order
 */
public record RunDesign(RunRow run, List<AxisColumn> axes, List<DesignRow> points) {
  public RunDesign {
    axes = List.copyOf(axes);
    points = List.copyOf(points);
  }
}
