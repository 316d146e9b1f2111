package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Results of some cells alone, as if the design had no others. */
final class Restricted {

  private Restricted() {}

  static SweepResults of(SweepResults results, Predicate<Cell> kept) {
    List<Trial> chosen =
        results.trials().stream().filter(trial -> kept.test(trial.cell())).toList();
    List<Axis> axes = new ArrayList<>();
    for (Axis axis : results.axes()) {
      List<Object> values =
          axis.values().stream()
              .filter(
                  value ->
                      chosen.stream().anyMatch(t -> Objects.equals(t.cell().value(axis), value)))
              .toList();
      Object first = values.isEmpty() ? null : values.get(0);
      Object baseline = values.contains(axis.baseline()) ? axis.baseline() : first;
      axes.add(new Axis(axis.name(), axis.kind(), values, baseline));
    }
    Map<Cell, Cell> cells = new HashMap<>();
    IdentityHashMap<Trial, Trial> trials = new IdentityHashMap<>();
    List<Trial> ordered = new ArrayList<>();
    for (Trial trial : chosen) {
      Cell cell =
          cells.computeIfAbsent(trial.cell(), whole -> new Cell(whole.id(), axes, whole.values()));
      Trial now =
          new Trial(
              cell,
              trial.seed(),
              trial.trialId(),
              trial.atEpoch(),
              trial.status(),
              trial.failure(),
              trial.values());
      trials.put(trial, now);
      ordered.add(now);
    }
    return new SweepResults(
        results.sweep(),
        axes,
        ordered,
        (names, consumer) ->
            results
                .curves()
                .forEach(
                    names,
                    each -> {
                      Trial trial = trials.get(each.trial());
                      if (trial != null) {
                        consumer.accept(
                            new Measured(
                                trial, each.epoch(), each.split(), each.metric(), each.value()));
                      }
                    }));
  }
}
