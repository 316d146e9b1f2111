package dev.ablate.sweep.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as they were after an epoch: trials that were stopped later are censored, not lost. */
final class AtEpoch {

  private AtEpoch() {}

  static SweepResults of(SweepResults results, int epoch) {
    Map<Trial, Map<String, Double>> measured = new HashMap<>();
    results
        .curves()
        .forEach(
            each -> {
              if (each.epoch() == epoch) {
                measured
                    .computeIfAbsent(each.trial(), none -> new LinkedHashMap<>())
                    .put(each.name(), each.value());
              }
            });
    List<Trial> trials = new ArrayList<>();
    for (Trial trial : results.trials()) {
      Map<String, Double> values = measured.getOrDefault(trial, Map.of());
      trials.add(
          new Trial(
              trial.cell(),
              trial.seed(),
              trial.trialId(),
              trial.atEpoch(),
              values.isEmpty() ? unreached(trial.status()) : Status.COMPLETED,
              values.isEmpty() ? trial.failure() : null,
              values));
    }
    return new SweepResults(results.sweep(), results.axes(), trials, results.curves());
  }

  private static Status unreached(Status status) {
    return status == Status.COMPLETED ? Status.MISSING : status;
  }

  static int lastCommon(SweepResults results) {
    Map<Trial, Integer> last = new HashMap<>();
    results.curves().forEach(each -> last.merge(each.trial(), each.epoch(), Math::max));
    return last.values().stream().mapToInt(Integer::intValue).min().orElse(0);
  }
}
