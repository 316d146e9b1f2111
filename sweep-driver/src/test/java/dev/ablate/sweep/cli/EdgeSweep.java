package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.table.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

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
  private final Consumer<MadeSweep> content;

  EdgeSweep(int axes, Consumer<MadeSweep> content) {
    this.axes = axes;
    this.content = content;
  }

  /** Writes it into a folder of its own below another. */
  Path write(Path parent) {
    Path folder = parent.resolve(name().toLowerCase(Locale.ROOT));
    MadeSweep sweep = new MadeSweep();
    content.accept(sweep);
    sweep.write(folder, axes);
    return folder;
  }
}
