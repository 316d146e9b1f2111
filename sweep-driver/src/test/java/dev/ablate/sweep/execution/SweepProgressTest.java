package dev.ablate.sweep.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.sweep.execution.SweepProgress.Work;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialProgress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepProgressTest {

  private static final TrialId SMALL = new TrialId("0000000000000001");
  private static final TrialId LARGE = new TrialId("0000000000000002");

  private long nanos;
  private final SweepProgress progress =
      new SweepProgress(Map.of(SMALL, new Work(0.5, 0, 2), LARGE, new Work(1, 0, 3)), () -> nanos);

  @Test
  void nothingIsKnownAtTheStart() {
    SweepProgress.View view = progress.view();

    assertThat(view.counts().trials()).isEqualTo(2);
    assertThat(view.counts().ended()).isZero();
    assertThat(view.bestAccuracy()).isNaN();
    assertThat(view.secondsLeft()).isNaN();
  }

  @Test
  void timeLeftFollowsTheWorkDoneNotTheNumberOfTrials() {
    progress.accept(new ProgressEvent.Started(SMALL, 2, "host"));
    progress.accept(new ProgressEvent.Ended(SMALL, "completed", 0.9, 100, null));
    nanos = 10_000_000_000L;

    assertThat(progress.view().secondsLeft()).isCloseTo(30, within(1e-9));
  }

  @Test
  void aRunningTrialCountsByItsEpochs() {
    progress.accept(new ProgressEvent.Started(LARGE, 3, "host"));
    progress.accept(new ProgressEvent.Running(new TrialProgress(LARGE, 1, 3, 10, 0, 0.5, 200)));
    nanos = 10_000_000_000L;

    assertThat(progress.view().secondsLeft()).isCloseTo(30, within(1e-9));
    assertThat(progress.view().imagesPerSecond()).isEqualTo(200);
    assertThat(progress.view().running()).hasSize(1);
  }

  /** An epoch may take an hour. */
  @Test
  void aRunningTrialCountsByItsStepsWhereTheyAreKnown() {
    progress.accept(new ProgressEvent.Started(LARGE, 3, "host"));
    progress.accept(new ProgressEvent.Running(new TrialProgress(LARGE, 0, 3, 10, 60, 0.5, 200)));
    nanos = 10_000_000_000L;

    assertThat(progress.view().secondsLeft()).isCloseTo(70, within(1e-9));
  }

  /** What an earlier run trained is no work of this one. */
  @Test
  void aTrialThatGoesOnCountsByItsFurtherEpochs() {
    SweepProgress resumed = new SweepProgress(Map.of(LARGE, new Work(1, 90, 100)), () -> nanos);
    resumed.accept(new ProgressEvent.Started(LARGE, 100, "host"));
    resumed.accept(new ProgressEvent.Running(new TrialProgress(LARGE, 90, 100, 10, 0, 0.5, 200)));
    nanos = 10_000_000_000L;
    assertThat(resumed.view().secondsLeft()).isNaN();

    resumed.accept(new ProgressEvent.Running(new TrialProgress(LARGE, 91, 100, 10, 0, 0.5, 200)));
    assertThat(resumed.view().secondsLeft()).isCloseTo(90, within(1e-9));
  }

  @Test
  void aTrialThatDidNotCompleteIsCountedAndIsNeverTheBest() {
    progress.accept(new ProgressEvent.Ended(SMALL, "diverged", Double.NaN, 10, "loss"));
    progress.accept(new ProgressEvent.Ended(LARGE, "completed", 0.7, 10, null));

    SweepProgress.View view = progress.view();
    assertThat(view.counts().ended()).isEqualTo(2);
    assertThat(view.counts().notCompleted()).isEqualTo(1);
    assertThat(view.bestAccuracy()).isEqualTo(0.7);
  }

  @Test
  void aTrialThatOthersBeatIsNoFailure() {
    progress.accept(new ProgressEvent.Ended(SMALL, "stopped", 0.2, 10, "asha: ..."));

    assertThat(progress.view().counts().stopped()).isEqualTo(1);
    assertThat(progress.view().counts().notCompleted()).isZero();
  }

  @Test
  void anUpdateOfATrialThatEndedDoesNotBringItBack() {
    progress.accept(new ProgressEvent.Started(SMALL, 2, "host"));
    progress.accept(new ProgressEvent.Ended(SMALL, "completed", 0.9, 100, null));
    progress.accept(new ProgressEvent.Running(new TrialProgress(SMALL, 1, 2, 10, 0, 0.5, 200)));

    assertThat(progress.view().running()).isEmpty();
  }
}
