package dev.ablate.sweep.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.analysis.Cell;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CellCommandTest {

  private static final Axis OPTIMIZER =
      new Axis("optimizer", Axis.Kind.TEXT, List.of("adam", "a'b"), "adam");
  private static final Axis RATE =
      new Axis("learning-rate", Axis.Kind.NUMBER, List.of(1e-4, 1e-3), 1e-3);
  private static final Axis NORM =
      new Axis("batch-norm", Axis.Kind.BOOLEAN, List.of(false, true), false);

  @Test
  void choosesTheCellByItsValues() {
    assertThat(CellCommand.of(cell("adam", 1e-4, true)))
        .contains(
            "deploy/sweep run study.conf --set sweep.output=results/cell-3 --set"
                + " 'sweep.where=[\"optimizer == \\\"adam\\\" and learning-rate == 0.0001 and"
                + " batch-norm == true\"]'");
  }

  @Test
  void leavesOutWhatDoesNotApplyAndRefusesWhatAShellWouldRead() {
    assertThat(CellCommand.of(cell(null, 1e-3, null)).orElseThrow())
        .contains("[\"learning-rate == 0.001\"]");
    assertThat(CellCommand.of(cell("a'b", 1e-3, true))).isEmpty();
  }

  private static Cell cell(Object... values) {
    return new Cell(3, List.of(OPTIMIZER, RATE, NORM), Arrays.asList(values));
  }
}
