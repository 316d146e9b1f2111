package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.execution.ProgressEvent;
import dev.ablate.sweep.execution.SweepProgress;
import dev.ablate.sweep.report.WrittenSweep;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.RunProgress;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressTellerTest {

  private static final TrialId GOOD = new TrialId("00000000000000aa");
  private static final TrialId BAD = new TrialId("00000000000000bb");

  @TempDir Path temporary;

  @Test
  void tellsCurvesSlotsAndFailures() {
    ResultsFolder folder = WrittenSweep.begin(temporary, 1, 2, 3).folder();
    SweepProgress progress =
        new SweepProgress(
            Map.of(GOOD, new SweepProgress.Work(1, 0, 1), BAD, new SweepProgress.Work(1, 0, 1)),
            () -> 1_000_000_000L);
    ProgressTeller teller = new ProgressTeller(progress, folder, 4);
    for (ProgressEvent event :
        List.of(
            new ProgressEvent.Started(GOOD, 8, "host"),
            new ProgressEvent.Started(BAD, 8, "host"),
            new ProgressEvent.Running(new TrialProgress(GOOD, 1, 8, 10, 0, 0.0, 100)),
            new ProgressEvent.Running(new TrialProgress(GOOD, 2, 8, 20, 0, 0.5, 100)),
            new ProgressEvent.Running(new TrialProgress(GOOD, 3, 8, 30, 0, 1.0, 100)),
            new ProgressEvent.Ended(BAD, "diverged", Double.NaN, 0, "loss was\nNaN"))) {
      progress.accept(event);
      teller.accept(event);
    }
    teller.close();
    RunProgress told = folder.progress().orElseThrow();
    assertThat(told.over()).isTrue();
    assertThat(told.ended()).isEqualTo(1);
    assertThat(told.trials()).isEqualTo(2);
    assertThat(told.lines())
        .containsExactly(
            "1/2 trials, 1 not completed, 100 images/s, 0 s so far, 0 s left",
            "slots 1 of 4 busy now, 0 % so far ▁",
            "00000000000000aa: epoch 3/8, accuracy 1.0000 ▁▅█",
            "00000000000000bb diverged: loss was NaN");
  }

  @Test
  void aRunIsNotEndedByWhatCannotBeWritten() throws Exception {
    ResultsFolder folder = WrittenSweep.begin(temporary, 1, 1, 3).folder();
    Files.createDirectory(temporary.resolve("progress"));
    new ProgressTeller(new SweepProgress(Map.of(), () -> 0), folder, 1).close();
    assertThat(temporary.resolve("progress")).isEmptyDirectory();
  }

  @Test
  void silenceOfARunThatSaysItTrainsIsNamed() {
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    RunProgress told = new RunProgress(at, false, 1, 2, List.of("1/2 trials", "more"));
    assertThat(Following.lines(told, at.plusSeconds(100)))
        .containsExactly("running   1/2 trials", "          more");
    assertThat(Following.lines(told, at.plusSeconds(600)))
        .last()
        .asString()
        .startsWith("silent    nothing was heard of it for 10 min 00 s");
    RunProgress over = new RunProgress(at, true, 2, 2, List.of("2/2 trials"));
    assertThat(Following.lines(over, at.plusSeconds(600))).containsExactly("over      2/2 trials");
  }

  @Test
  void busySlotsOfALongRunTakeNoMoreRoom() {
    BusySlots busy = new BusySlots(2);
    for (int i = 0; i < 10_000; i++) {
      busy.sample(i < 5_000 ? 2 : 1);
    }
    assertThat(busy.share()).isEqualTo(0.75);
    assertThat(busy.shares()).hasSizeLessThan(64).startsWith(1.0).endsWith(0.5);
  }
}
