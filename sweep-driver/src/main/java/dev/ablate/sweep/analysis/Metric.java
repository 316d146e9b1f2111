package dev.ablate.sweep.analysis;

import java.util.Objects;

/**
 * A number of a trial that effects are measured in.
 *
 * @param name its column in the table {@code results}: {@code best_test_accuracy}
 */
public record Metric(String name) {

  /** Test accuracy at the epoch with the best validation accuracy, a share in [0, 1]. */
  public static final Metric BEST_TEST_ACCURACY = new Metric("best_test_accuracy");

  /** The best validation accuracy, a share in [0, 1]. */
  public static final Metric BEST_VALIDATION_ACCURACY = new Metric("best_validation_accuracy");

  /** Validation accuracy at the last epoch, a share in [0, 1]. */
  public static final Metric VALIDATION_ACCURACY = new Metric("validation_accuracy");

  /** Test accuracy at the last epoch, a share in [0, 1]. */
  public static final Metric TEST_ACCURACY = new Metric("test_accuracy");

  /** Test loss at the last epoch. */
  public static final Metric TEST_LOSS = new Metric("test_loss");

  /** Time in training steps. */
  public static final Metric TRAIN_SECONDS = new Metric("train_seconds");

  public Metric {
    Objects.requireNonNull(name);
  }

  /** Whether more is better: of an accuracy or a throughput; of a loss, a time or a size less. */
  public boolean moreIsBetter() {
    return isAccuracy() || name.equals("images_per_second");
  }

  /** Whether it is a share in [0, 1], which people read in points: hundredths. */
  public boolean isAccuracy() {
    return name.endsWith("accuracy");
  }

  @Override
  public String toString() {
    return name;
  }
}
