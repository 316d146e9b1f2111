package dev.ablate.sweep.results.table;

import dev.ablate.trial.TrialId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Small rows by hand. */
public final class Rows {

  public static final Instant START = Instant.parse("2026-01-02T03:04:05.678901Z");

  private Rows() {}

  /** An id made of one digit. */
  public static TrialId id(int digit) {
    return new TrialId(String.format("%016x", digit));
  }

  /** A trial that completed; its accuracies after each epoch are its validation accuracies. */
  public static TrialRow completed(TrialId id, int attempt, double... accuracies) {
    return row(id, attempt, "completed", null, null, accuracies.length, true, accuracies);
  }

  /** A trial that diverged after some epochs of three. */
  public static TrialRow diverged(TrialId id, double... accuracies) {
    return row(id, 1, "diverged", null, "train loss was NaN", 3, true, accuracies);
  }

  /** A trial that failed before its first epoch. */
  public static TrialRow failed(TrialId id, int attempt) {
    return row(id, attempt, "failed", "out-of-memory", "no room", 3, true);
  }

  /** A trial on data without a validation part. */
  public static TrialRow withoutValidation(TrialId id, double... accuracies) {
    return row(id, 1, "completed", null, null, accuracies.length, false, accuracies);
  }

  /** A trial without validation that a limit cut in the last epoch it has measurements of. */
  public static TrialRow cut(TrialId id, double... accuracies) {
    return row(id, 1, "completed", null, null, accuracies.length + 2, false, accuracies);
  }

  private static TrialRow row(
      TrialId id,
      int attempt,
      String status,
      String failure,
      String error,
      int asked,
      boolean validation,
      double... accuracies) {
    List<EpochRow> epochs = new ArrayList<>();
    int best = 0;
    for (int i = 0; i < accuracies.length; i++) {
      int epoch = i + 1;
      epochs.add(new EpochRow(epoch, "train", "loss", 1.0 / epoch, epoch * 2.0));
      epochs.add(new EpochRow(epoch, "train", "accuracy", accuracies[i] + 0.01, epoch * 2.0));
      if (validation) {
        epochs.add(new EpochRow(epoch, "validation", "loss", 1.5 / epoch, epoch * 2.0));
        epochs.add(new EpochRow(epoch, "validation", "accuracy", accuracies[i], epoch * 2.0));
      }
      epochs.add(new EpochRow(epoch, "test", "loss", 2.0 / epoch, epoch * 2.0));
      epochs.add(new EpochRow(epoch, "test", "accuracy", accuracies[i] - 0.01, epoch * 2.0));
      if (accuracies[i] > accuracies[best]) {
        best = i;
      }
    }
    int trained = accuracies.length;
    boolean cut = status.equals("completed") && trained < asked;
    boolean hasBest = validation && trained > 0;
    return new TrialRow(
        id.value(),
        attempt,
        status,
        failure,
        error,
        null,
        7,
        new EpochCount(asked, cut ? trained - 1 : trained, trained == 0 ? null : trained),
        trained * 10,
        trained * 640L,
        scores(trained, validation, accuracies),
        hasBest ? best + 1 : null,
        hasBest ? scores(best + 1, true, accuracies) : Scores.NONE,
        trained * 2.0,
        trained * 3.0,
        trained == 0 ? null : 320.0,
        62_938,
        62_938,
        5_000_000_000L,
        "fake-1",
        DeviceUsed.processor("cpu", null),
        "host",
        "driver",
        0,
        START,
        START.plusSeconds(trained * 3L),
        "fashion-mnist",
        "ab12",
        "{\"seed\":7}",
        epochs,
        trained == 0 ? List.of() : List.of(new IterationRow(5, "train", "loss", Double.NaN, 1.0)),
        List.of(
            new LayerRow(0, "conv1", "conv", "1x28x28", "8x28x28", 208, 208, 156_800),
            new LayerRow(1, "output", "dense", "8x28x28", "10", 62_730, 62_730, 62_720)),
        List.of());
  }

  private static Scores scores(int epoch, boolean validation, double... accuracies) {
    if (epoch == 0) {
      return Scores.NONE;
    }
    double accuracy = accuracies[epoch - 1];
    return new Scores(
        1.0 / epoch,
        accuracy + 0.01,
        validation ? 1.5 / epoch : null,
        validation ? accuracy : null,
        2.0 / epoch,
        accuracy - 0.01);
  }

  /** What a run of a sweep is asked. */
  public static RunRow run(String sweep) {
    return run(sweep, "sweep {}");
  }

  /** The same, asked by this config. */
  public static RunRow run(String sweep, String resolvedConfig) {
    return new RunRow(
        sweep,
        0,
        START,
        resolvedConfig,
        "1.0",
        "fake-1",
        "3.5.7",
        "17",
        "host",
        null,
        "fashion-mnist",
        "embedded",
        "ab12",
        3,
        1,
        2,
        0,
        null,
        4,
        1_000L,
        1,
        List.of(new ClassRow(0, "shirt", 5, 0, 2), new ClassRow(1, "boot", 4, 0, 1)));
  }

  /** A design point that a trial trains. */
  public static DesignRow point(int point, TrialId trial, int atEpoch, Object... values) {
    return new DesignRow(point, point, 7, trial.value(), atEpoch, "valid", null, List.of(values));
  }

  /** A design point that cannot be built. */
  public static DesignRow invalid(int point, String reason, Object... values) {
    return new DesignRow(point, point, 7, null, null, "invalid", reason, List.of(values));
  }
}
