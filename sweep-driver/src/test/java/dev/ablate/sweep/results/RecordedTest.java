package dev.ablate.sweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.training.FreezeSpec;
import dev.ablate.training.LayerStatsSpec;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.RegularisationSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StopSpec;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.Snapshots.Keep;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordedTest {
  private static final Recorded TRIAL =
      new Recorded(Set.of(5, 10, 15, 20), Set.of(0, 2), Set.of("last", "iteration-7"), 23, 2);

  @Test
  void whatWasRecordedIsNotMissed() {
    assertThat(TRIAL.lacks(training(5, 0, 2), snapshots(Keep.LAST, 7))).isEmpty();
    assertThat(TRIAL.lacks(training(10, 2), snapshots(Keep.NONE))).isEmpty();
    assertThat(TRIAL.lacks(training(0), Snapshots.NOTHING)).isEmpty();
  }

  @Test
  void whatTheTrialDidNotReachIsNotMissed() {
    assertThat(TRIAL.lacks(training(30, 3, 9), snapshots(Keep.LAST, 24))).isEmpty();
  }

  @Test
  void whatIsMissedIsNamed() {
    assertThat(TRIAL.lacks(training(4, 1), snapshots(Keep.BEST)))
        .containsExactly("training.report-every", "training.layer-stats", "snapshots");
    assertThat(TRIAL.lacks(training(5), snapshots(Keep.LAST, 8))).containsExactly("snapshots");
  }

  private static Snapshots snapshots(Keep keep, Integer... iterations) {
    return new Snapshots(List.of(iterations), keep, false);
  }

  private static TrainingSpec training(int reportEvery, Integer... layersAt) {
    return new TrainingSpec(
        2,
        0,
        32,
        reportEvery,
        OptimizerSpec.of(OptimizerName.ADAM, 1e-3),
        ScheduleSpec.CONSTANT,
        0,
        null,
        null,
        StopSpec.NEVER,
        new LayerStatsSpec(List.of(layersAt), 256),
        StartSpec.DRAWN,
        RegularisationSpec.NONE,
        FreezeSpec.NONE);
  }
}
