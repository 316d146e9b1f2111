package dev.ablate.sweep.results.table;

import dev.ablate.trial.Measurement;

/**
 * A number measured after an epoch.
 *
 * @param epoch from 1
 * @param split {@code train}, {@code validation} or {@code test}
 * @param metric {@code loss}, {@code accuracy}, {@code learning_rate}, ...
 * @param value not finite where training diverged
 * @param trainSeconds time spent in training steps so far
 */
public record EpochRow(int epoch, String split, String metric, double value, double trainSeconds) {

  static EpochRow of(Measurement measured) {
    return new EpochRow(
        measured.at(),
        Columns.text(measured.split()),
        Columns.text(measured.metric()),
        measured.value(),
        measured.trainSeconds());
  }
}
