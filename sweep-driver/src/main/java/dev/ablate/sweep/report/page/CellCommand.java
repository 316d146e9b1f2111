package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What trains one cell again, in a folder of its own, from the study's config. */
final class CellCommand {

  /** What a shell and a config both take as it stands between their quotes. */
  private static final String PLAIN = "[^'\"\\\\$\\p{Cntrl}]*";

  private CellCommand() {}

  /** Nothing where a value cannot be written into a command as it is. */
  static Optional<String> of(Cell cell) {
    List<String> conditions = new ArrayList<>();
    for (Axis axis : cell.axes()) {
      Object value = cell.value(axis);
      if (value != null) {
        String text = Axis.text(value);
        if (!text.matches(PLAIN) || !axis.name().matches("[A-Za-z][A-Za-z0-9-]*")) {
          return Optional.empty();
        }
        boolean quoted = value instanceof String;
        conditions.add(axis.name() + " == " + (quoted ? "\\\"" + text + "\\\"" : text));
      }
    }
    return Optional.of(
        "deploy/sweep run study.conf --set sweep.output=results/cell-"
            + cell.id()
            + (conditions.isEmpty()
                ? ""
                : " --set 'sweep.where=[\"" + String.join(" and ", conditions) + "\"]'"));
  }
}
