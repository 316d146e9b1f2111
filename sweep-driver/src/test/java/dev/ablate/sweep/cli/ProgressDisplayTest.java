package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.execution.SweepProgress;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialProgress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

  private final SweepProgress.View view =
      new SweepProgress.View(
          new SweepProgress.Counts(16, 4, 1, 2), List.of(), 1500.4, 0.91234, 65, 200);

  @Test
  void aLineSaysWhatIsDoneHowWellAndHowLongItTakes() {
    assertThat(ProgressDisplay.summary(view))
        .isEqualTo(
            "4/16 trials, 2 stopped early, 1 not completed, best 0.9123, 1500 images/s, 1 min 05 s so far,"
                + " 3 min 20 s left");
  }

  @Test
  void theBarFillsWithTheTrials() {
    assertThat(ProgressDisplay.bar(view)).isEqualTo("[######------------------]");
  }

  @Test
  void aRunningTrialShowsItsEpochAndAccuracy() {
    TrialId id = new TrialId("00000000000000ff");

    assertThat(ProgressDisplay.running(new TrialProgress(id, 1, 3, 80, 0, 0.85, 900)))
        .isEqualTo("00000000000000ff: epoch 1/3, accuracy 0.8500");
    assertThat(ProgressDisplay.running(new TrialProgress(id, 0, 3, 0, 0, Double.NaN, Double.NaN)))
        .isEqualTo("00000000000000ff: epoch 0/3");
  }
}
