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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** Sweeps at the edge of what can be averaged, written as a run writes them. */
enum EdgeSweep {
  /** Cells differ, their seeds do not. */
  NO_NOISE(
      1,
      sweep -> {
        for (int seed = 1; seed <= 3; seed++) {
          sweep.completed(seed, List.of(false), 0.7).completed(seed, List.of(true), 0.8);
        }
      }),
  /** Neither do the cells. */
  ALL_ALIKE(
      2,
      sweep -> {
        for (int seed = 1; seed <= 3; seed++) {
          for (boolean one : new boolean[] {false, true}) {
            sweep.completed(seed, List.of(one, false), 0.7);
            sweep.completed(seed, List.of(one, true), 0.7);
          }
        }
      }),
  /** No axis. */
  ONE_CELL(0, sweep -> sweep.completed(1, List.of(), 0.5, 0.6).completed(2, List.of(), 0.55, 0.65)),
  /** An axis that does not vary. */
  ONE_VALUE(1, sweep -> sweep.completed(1, List.of(true), 0.6).completed(2, List.of(true), 0.65)),
  /** No replicates. */
  ONE_SEED(1, sweep -> sweep.completed(1, List.of(false), 0.6).completed(1, List.of(true), 0.65)),
  /** Not a number anywhere. */
  ALL_FAILED(
      1,
      sweep -> {
        for (int seed = 1; seed <= 3; seed++) {
          sweep.add(seed, List.of(false), id -> Rows.failed(id, 1));
          sweep.add(seed, List.of(true), id -> Rows.diverged(id, 0.1));
        }
      }),
  /** Nothing trained yet. */
  NONE_ENDED(
      1,
      sweep -> {
        for (int seed = 1; seed <= 3; seed++) {
          sweep.add(seed, List.of(false), id -> null).add(seed, List.of(true), id -> null);
        }
      }),
  /** The baseline, and 40 cells that differ from it in one axis each. */
  FORTY_AXES(
      40,
      sweep -> {
        for (int changed = -1; changed < 40; changed++) {
          List<Object> values = new ArrayList<>(Collections.nCopies(40, false));
          if (changed >= 0) {
            values.set(changed, true);
          }
          for (int seed = 1; seed <= 3; seed++) {
            double effect = changed == 7 ? 0.1 : 0.001 * seed * ((changed + 3) % 3);
            sweep.completed(seed, values, 0.7 + effect + 0.002 * seed);
          }
        }
      });

  private final int axes;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Consumer<Writer> content;

  EdgeSweep(int axes, Consumer<Writer> content) {
    this.axes = axes;
    this.content = content;
  }

  /** Writes it into a folder of its own below another. */
  Path write(Path parent) {
    Path folder = parent.resolve(name().toLowerCase(Locale.ROOT));
    Writer writer = new Writer();
    content.accept(writer);
    ResultsFolder results = ResultsFolder.create(ResultsLocation.of(folder.toString()), "edge");
    List<AxisColumn> columns = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      columns.add(new AxisColumn("axis" + axis, AxisColumn.Type.BOOLEAN));
    }
    results.startRun(Rows.run("edge"), columns, writer.points);
    writer.trials.forEach(results::commit);
    return folder;
  }

  private static final class Writer {
    private final List<DesignRow> points = new ArrayList<>();
    private final List<TrialRow> trials = new ArrayList<>();
    private final List<List<Object>> cells = new ArrayList<>();

    /** By validation accuracy after each epoch. */
    Writer completed(int seed, List<Object> values, double... accuracies) {
      return add(seed, values, id -> Rows.completed(id, 1, accuracies));
    }

    Writer add(int seed, List<Object> values, Function<TrialId, TrialRow> trial) {
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
              row == null ? 1 : row.epochsAsked(),
              "valid",
              null,
              values));
      return this;
    }
  }
}
