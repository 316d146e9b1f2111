package dev.ablate.sweep.results.flat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.Rows;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.TrialRow;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PointScoresTest {

  private static final RecordSchema<TrialRow> TRIALS = RecordSchema.of(TrialRow.class);

  static Stream<TrialRow> trials() {
    return Stream.of(
        Rows.completed(Rows.id(1), 1, 0.5, 0.9, 0.9, 0.4),
        Rows.withoutValidation(Rows.id(2), 0.5, 0.7),
        Rows.cut(Rows.id(3), 0.5, 0.7),
        Rows.diverged(Rows.id(4), 0.5, 0.6),
        Rows.failed(Rows.id(5), 1));
  }

  /** Rows of earlier versions do not say which epoch they were measured at last. */
  @ParameterizedTest
  @MethodSource("trials")
  void rowSaysWhatItsMeasurementsSay(TrialRow trial) {
    for (int atEpoch = 1; atEpoch <= 7; atEpoch++) {
      Object[] told = columns(trial);
      Object[] measured = columns(trial);
      measured[PointScores.READ.indexOf("last_epoch")] = null;

      assertThat(PointScores.of(told, atEpoch))
          .as("after epoch %d", atEpoch)
          .isEqualTo(PointScores.of(measured, atEpoch));
    }
  }

  @ParameterizedTest
  @MethodSource("trials")
  void rowSaysAllFromTheLastMeasuredEpochOn(TrialRow trial) {
    int last = trial.epochCount().measured();

    assertThat(PointScores.saysAll(columns(trial), Math.max(1, last))).isTrue();
    if (last > 1) {
      assertThat(PointScores.saysAll(columns(trial), last - 1)).isFalse();
    }
  }

  private static Object[] columns(TrialRow trial) {
    Object[] row = TRIALS.row(trial);
    Schema read = PointScores.READ_EPOCHS;
    return read.columns().stream()
        .map(column -> row[TRIALS.schema().indexOf(column.name())])
        .toArray();
  }
}
