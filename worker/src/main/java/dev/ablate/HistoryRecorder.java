package dev.ablate;

import dev.ablate.trial.Measurement;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Split;
import dev.ablate.trial.TrialHistory;
import java.util.ArrayList;
import java.util.List;

/** Writes down what is measured; outlives an exception in training. */
final class HistoryRecorder {

  private final List<Measurement> epochRows = new ArrayList<>();
  private final List<Measurement> iterationRows = new ArrayList<>();
  private int epochs;
  private int iterations;
  private long images;
  private long trainNanos;

  void trained(int count, long nanos) {
    iterations++;
    images += count;
    trainNanos += nanos;
  }

  /** Time of training that is no step: waiting for the device. */
  void waited(long nanos) {
    trainNanos += nanos;
  }

  void epochEnded() {
    epochs++;
  }

  void epochRow(Split split, Metric metric, double value) {
    epochRows.add(new Measurement(epochs, split, metric, value, trainSeconds()));
  }

  void iterationRow(Split split, Metric metric, double value) {
    iterationRows.add(new Measurement(iterations, split, metric, value, trainSeconds()));
  }

  /** Epochs done. */
  int epochs() {
    return epochs;
  }

  /** Steps done. */
  int iterations() {
    return iterations;
  }

  long images() {
    return images;
  }

  double trainSeconds() {
    return trainNanos / 1e9;
  }

  TrialHistory history() {
    return new TrialHistory(epochs, iterations, images, trainSeconds(), epochRows, iterationRows);
  }
}
