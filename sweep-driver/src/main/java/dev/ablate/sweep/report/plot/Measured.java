package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.Status;
import dev.ablate.sweep.analysis.Trial;
import java.util.List;
import java.util.stream.IntStream;

/** Trials that have a number to draw. */
final class Measured {

  private Measured() {}

  /** Completed trials that have the metric. */
  static List<Trial> with(List<Trial> trials, Metric metric) {
    return trials.stream()
        .filter(trial -> trial.status() == Status.COMPLETED)
        .filter(trial -> trial.values().containsKey(metric.name()))
        .toList();
  }

  /** The first of each so many. */
  static List<Trial> every(List<Trial> trials, int step) {
    return IntStream.range(0, trials.size())
        .filter(i -> i % step == 0)
        .mapToObj(trials::get)
        .toList();
  }
}
