package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Importance;
import java.util.Comparator;
import java.util.List;

/** The axes that account for most. */
public final class StrongestAxes {

  private StrongestAxes() {}

  /** Those with more than one value, the largest share first. */
  public static List<Axis> of(List<Importance> importance, List<Axis> axes) {
    Comparator<Axis> byShare =
        Comparator.comparingDouble(
            axis ->
                importance.stream()
                    .filter(row -> row.otherAxis() == null && row.axis().equals(axis.name()))
                    .mapToDouble(Importance::share)
                    .sum());
    return axes.stream()
        .filter(axis -> axis.values().size() > 1)
        .sorted(byShare.reversed())
        .toList();
  }
}
