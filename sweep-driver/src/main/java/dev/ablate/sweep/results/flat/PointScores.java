package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.table.Columns;
import dev.ablate.sweep.results.table.EpochCount;
import dev.ablate.sweep.results.table.Inline;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Scores;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.sweep.results.table.TrialStatus;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a point's trial reached at the point's epoch. Scores are those of {@code epoch}, the last
 * measured one not after the point's; they are null unless the trial got there: of one that
 * diverged, failed or was stopped before, only how far it came is told.
 */
final class PointScores {

  /** The trial's columns that are read. */
  private record Read(
      String trialId,
      int attempt,
      String status,
      String failure,
      String error,
      @Inline EpochCount epochCount,
      @Inline Scores last,
      Integer bestEpoch,
      @Inline(prefix = "best_") Scores best,
      double trainSeconds,
      Double imagesPerSecond,
      long parameters,
      long trainable,
      long macs,
      String device,
      String host) {}

  private record Told(
      Integer attempt,
      String status,
      String failure,
      String error,
      Integer epoch,
      Integer bestEpoch,
      Double trainSeconds,
      Double imagesPerSecond,
      Long parameters,
      Long trainable,
      Long macs,
      String device,
      String host) {}

  /** What is read of a trial whose row {@link #saysAll}. */
  static final Schema READ = RecordSchema.of(Read.class).schema();

  /** What is read of others. */
  static final Schema READ_EPOCHS =
      READ.with(List.of(RecordSchema.of(TrialRow.class).schema().column("epochs")));

  private static final RecordSchema<Told> TOLD = RecordSchema.of(Told.class);
  private static final Schema SCORES = RecordSchema.of(Scores.class).schema();

  /** The columns that follow the point's. */
  static final Schema SCHEMA = TOLD.schema().with(SCORES.columns()).with(best());

  private static final int COUNT = SCORES.columns().size();
  private static final int TRAIN_LOSS = SCORES.indexOf("train_loss");
  private static final int VALIDATION_ACCURACY = SCORES.indexOf("validation_accuracy");

  private static final String LOSS = Columns.text(Metric.LOSS);
  private static final String ACCURACY = Columns.text(Metric.ACCURACY);
  private static final String TRAIN = Columns.text(Split.TRAIN);
  private static final String VALIDATION = Columns.text(Split.VALIDATION);
  private static final String TEST = Columns.text(Split.TEST);

  private final Object[] trial;
  private final int atEpoch;
  private final Object[] last = new Object[COUNT];
  private final Object[] best = new Object[COUNT];
  private int epoch;
  private int bestEpoch;
  private double bestAccuracy = Double.NEGATIVE_INFINITY;
  private Double trainSeconds;

  private PointScores(Object[] trial, int atEpoch) {
    this.trial = trial;
    this.atEpoch = atEpoch;
    if (saysAll(trial, atEpoch)) {
      take();
      return;
    }
    List<?> epochs = (List<?>) trial[READ_EPOCHS.indexOf("epochs")];
    for (Object measured : epochs) {
      find((Object[]) measured);
    }
    for (Object measured : epochs) {
      keep((Object[]) measured);
    }
  }

  /**
   * Whether a trial was measured no later than at this epoch, so that its own scores are the
   * point's.
   *
   * @param trial columns of {@link #READ}
   */
  static boolean saysAll(Object[] trial, int atEpoch) {
    Integer lastEpoch = (Integer) trial[READ.indexOf("last_epoch")];
    return lastEpoch == null
        ? (int) trial[READ.indexOf("epochs_trained")] == 0
        : lastEpoch <= atEpoch;
  }

  private void take() {
    if (value("last_epoch") == null) {
      return;
    }
    epoch = (int) value("last_epoch");
    bestEpoch = value("best_epoch") == null ? 0 : (int) value("best_epoch");
    trainSeconds = (double) value("train_seconds");
    for (int i = 0; i < COUNT; i++) {
      String score = SCORES.columns().get(i).name();
      last[i] = value(score);
      best[i] = value("best_" + score);
    }
  }

  /**
   * The columns of {@link #SCHEMA}; null if the trial was not asked for so many epochs, and can be.
   *
   * @param trial columns of {@link #READ} if it {@link #saysAll}, else of {@link #READ_EPOCHS}
   */
  static Object[] of(Object[] trial, int atEpoch) {
    String status = (String) trial[READ.indexOf("status")];
    boolean ended = TrialStatus.DIVERGED.is(status) || TrialStatus.FAILED.is(status);
    return atEpoch <= (int) trial[READ.indexOf("epochs_asked")] || ended
        ? new PointScores(trial, atEpoch).row()
        : null;
  }

  private static List<Column> best() {
    return SCORES.columns().stream()
        .map(column -> new Column("best_" + column.name(), column.type(), column.nullable()))
        .toList();
  }

  private Object value(String column) {
    return trial[READ.indexOf(column)];
  }

  /** Which epochs are the point's last and best. */
  private void find(Object[] measured) {
    int at = (int) measured[0];
    if (at > atEpoch) {
      return;
    }
    epoch = Math.max(epoch, at);
    if (score(measured) == VALIDATION_ACCURACY) {
      double accuracy = (double) measured[3];
      boolean better = accuracy > bestAccuracy || (accuracy == bestAccuracy && at < bestEpoch);
      if (better) {
        bestAccuracy = accuracy;
        bestEpoch = at;
      }
    }
  }

  private void keep(Object[] measured) {
    int at = (int) measured[0];
    if (at != epoch && at != bestEpoch) {
      return;
    }
    int score = score(measured);
    if (at == epoch) {
      double seconds = (double) measured[4];
      trainSeconds = trainSeconds == null ? seconds : Math.max(trainSeconds, seconds);
    }
    if (score >= 0 && at == epoch) {
      last[score] = measured[3];
    }
    if (score >= 0 && at == bestEpoch) {
      best[score] = measured[3];
    }
  }

  /** Which of the scores was measured; negative if none. */
  private static int score(Object[] measured) {
    String split = (String) measured[1];
    String metric = (String) measured[2];
    int of = metric.equals(LOSS) ? 0 : metric.equals(ACCURACY) ? 1 : -1;
    int in = split.equals(TRAIN) ? 0 : split.equals(VALIDATION) ? 2 : split.equals(TEST) ? 4 : -1;
    return of < 0 || in < 0 ? -1 : in + of;
  }

  private Object[] row() {
    boolean passed =
        atEpoch < (int) value("epochs_asked")
            && atEpoch <= (int) value("epochs_trained")
            && last[TRAIN_LOSS] instanceof Double loss
            && Double.isFinite(loss);
    boolean completed = passed || TrialStatus.COMPLETED.is((String) value("status"));
    List<Object> row =
        new ArrayList<>(
            Arrays.asList(
                TOLD.row(
                    new Told(
                        (Integer) value("attempt"),
                        completed ? TrialStatus.COMPLETED.text() : (String) value("status"),
                        completed ? null : (String) value("failure"),
                        completed ? null : (String) value("error"),
                        epoch == 0 ? null : epoch,
                        completed && bestEpoch > 0 ? bestEpoch : null,
                        trainSeconds,
                        (Double) value("images_per_second"),
                        (Long) value("parameters"),
                        (Long) value("trainable"),
                        (Long) value("macs"),
                        (String) value("device"),
                        (String) value("host")))));
    for (Object[] scores : List.of(last, best)) {
      for (Object score : scores) {
        row.add(completed ? TrialTables.finite(score) : null);
      }
    }
    return row.toArray();
  }
}
