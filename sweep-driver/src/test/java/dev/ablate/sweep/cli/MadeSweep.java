package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.DesignRow;
import dev.ablate.sweep.results.table.Rows;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.trial.TrialId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A sweep over axes that are true or false, made trial by trial and written as a run writes it. */
final class MadeSweep {

  private final List<DesignRow> points = new ArrayList<>();
  private final List<TrialRow> trials = new ArrayList<>();
  private final List<List<Object>> cells = new ArrayList<>();

  /** A trial by its validation accuracy after each epoch; its test accuracy is 0.01 less. */
  MadeSweep completed(int seed, List<Object> values, double... accuracies) {
    return add(seed, values, id -> Rows.completed(id, 1, accuracies));
  }

  /** A trial by its row; null if it has not ended. */
  MadeSweep add(int seed, List<Object> values, Function<TrialId, TrialRow> trial) {
    if (!cells.contains(values)) {
      cells.add(List.copyOf(values));
    }
    TrialId id = Rows.id(points.size() + 1);
    TrialRow row = trial.apply(id);
    if (row != null) {
      trials.add(row);
    }
    points.add(
        new DesignRow(
            points.size(),
            cells.indexOf(values),
            seed,
            id.value(),
            row == null ? 1 : row.epochCount().epochsAsked(),
            "valid",
            null,
            values));
    return this;
  }

  /** Writes it, with axes {@code axis0}, {@code axis1}, ... */
  void write(Path folder, int axes) {
    ResultsFolder results = ResultsFolder.create(ResultsLocation.of(folder.toString()), "made");
    List<AxisColumn> columns = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      columns.add(new AxisColumn("axis" + axis, AxisColumn.Type.BOOLEAN));
    }
    results.startRun(Rows.run("made"), columns, points);
    trials.forEach(results::commit);
  }
}
