package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.EpochRow;
import dev.ablate.sweep.results.table.IterationRow;
import dev.ablate.sweep.results.table.LayerRow;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.sweep.results.table.TrialStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must agree within a trial's row. */
final class TrialCheck {

  private TrialCheck() {}

  /** What does not; reads on from the trial. */
  static List<String> problems(TrialRow trial) {
    List<String> problems = new ArrayList<>();
    unique("epochs", trial.epochs().stream().map(TrialCheck::key).toList(), problems);
    unique("iterations", trial.iterations().stream().map(TrialCheck::key).toList(), problems);
    boolean gap =
        TrialStatus.COMPLETED.is(trial.status())
            && trial.epochs().stream().map(EpochRow::epoch).distinct().count()
                < trial.epochCount().measured();
    if (gap) {
      problems.add(
          "measured " + trial.epochCount().measured() + " epochs, but not all of them are there");
    }
    if (trial.bestEpoch() != null
        && trial.epochs().stream().noneMatch(row -> row.epoch() == trial.bestEpoch())) {
      problems.add("best epoch " + trial.bestEpoch() + " has no measurements");
    }
    for (int i = 0; i < trial.layers().size(); i++) {
      if (trial.layers().get(i).index() != i) {
        problems.add("layer " + i + " is missing");
        break;
      }
    }
    long parameters = trial.layers().stream().mapToLong(LayerRow::parameters).sum();
    if (parameters != trial.parameters()) {
      problems.add("has " + trial.parameters() + " parameters, but its layers have " + parameters);
    }
    return problems;
  }

  private static String key(EpochRow row) {
    return row.epoch() + " " + row.split() + " " + row.metric();
  }

  private static String key(IterationRow row) {
    return row.iteration() + " " + row.split() + " " + row.metric();
  }

  private static void unique(String table, List<String> keys, List<String> problems) {
    Set<String> seen = new HashSet<>();
    keys.stream()
        .filter(key -> !seen.add(key))
        .findFirst()
        .ifPresent(key -> problems.add(table + " has " + key + " twice"));
  }
}
