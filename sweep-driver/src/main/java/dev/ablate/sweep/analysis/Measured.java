package dev.ablate.sweep.analysis;

import java.util.Objects;

/**
 * A number that a design point's trial had after an epoch.
 *
 * @param trial the design point
 * @param epoch from 1, not after the point's {@code atEpoch}
 * @param split {@code train}, {@code validation} or {@code test}
 * @param metric {@code loss}, {@code accuracy}, ...
 * @param value finite
 */
public record Measured(Trial trial, int epoch, String split, String metric, double value) {
  public Measured {
    Objects.requireNonNull(trial);
    Objects.requireNonNull(split);
    Objects.requireNonNull(metric);
  }

  /** Split and metric as results name them: {@code validation_accuracy}. */
  public String name() {
    return split + "_" + metric;
  }
}
