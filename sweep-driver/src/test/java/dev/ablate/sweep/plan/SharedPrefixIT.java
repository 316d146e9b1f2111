package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.trial.Measurement;
import dev.ablate.trial.TrialHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points that differ in epochs alone are read off one training. */
final class SharedPrefixIT {
  @TempDir Path folder;

  @Test
  void sevenRowsOfEpochsCostSeventyEpochsAndEqualSeparateTrials() throws Exception {
    RealTrials trials =
        new RealTrials(
            folder,
            "sweep.axes = [{ name = epochs, path = training.epochs,"
                + " values = [10, 20, 30, 40, 50, 60, 70] }]");
    SweepPlan plan = trials.plan();
    TrialHistory shared = trials.train(plan.toRun().get(0).spec()).history();

    assertThat(plan.points()).hasSize(7);
    assertThat(plan.toRun()).hasSize(1);
    assertThat(shared.epochsTrained()).isEqualTo(70);
    for (PlannedPoint point : plan.points()) {
      TrialHistory alone =
          trials.train(plan.toRun().get(0).spec().withEpochs(point.atEpoch())).history();

      assertThat(scores(shared, point.atEpoch()))
          .isEqualTo(scores(alone, point.atEpoch()))
          .hasSizeGreaterThan(6 * point.atEpoch());
    }
    assertThat(plan.points().stream().map(point -> secondsAt(shared, point.atEpoch())))
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(secondsAt(shared, 70)).isEqualTo(shared.trainSeconds());
  }

  /** Text keeps every bit of a double. */
  private static List<String> scores(TrialHistory history, int epochs) {
    return history.epochs().stream()
        .filter(row -> row.at() <= epochs)
        .map(row -> row.at() + " " + row.split() + " " + row.metric() + " " + row.value())
        .toList();
  }

  private static double secondsAt(TrialHistory history, int epoch) {
    return IntStream.range(0, history.epochs().size())
        .mapToObj(history.epochs()::get)
        .filter(row -> row.at() == epoch)
        .mapToDouble(Measurement::trainSeconds)
        .max()
        .orElseThrow();
  }
}
