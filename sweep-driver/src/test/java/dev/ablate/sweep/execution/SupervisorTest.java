package dev.ablate.sweep.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.DatasetName;
import dev.ablate.data.DatasetSpec;
import dev.ablate.model.NetworkSpec;
import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  @TempDir Path temporary;

  private final List<String> notices = new ArrayList<>();
  private final TrialRequest request = request(1);
  private final TrialId id = request.id();
  private ResultsFolder folder;
  private Supervisor supervisor;
  private int executors;

  @BeforeEach
  void start() {
    folder = ResultsFolder.create(ResultsLocation.of(temporary.toString()), "s");
    supervisor = supervisor(ProcessEnd.UNKNOWN);
  }

  @Test
  void trialWhoseProcessIsKilledBeginsElsewhere() throws Exception {
    assertThat(begins("Command exited with code 137")).isTrue();
    assertThat(begins("Command exited with code 137")).isTrue();
  }

  @Test
  void noTrialBeginsAfterTheTimeOfTheRun() throws Exception {
    supervisor.closeAfter(Double.POSITIVE_INFINITY);
    assertThat(supervisor.mayBegin(id, "1")).isTrue();

    supervisor.closeAfter(0);

    assertThat(supervisor.mayBegin(id, "2")).isFalse();
    assertThat(supervisor.isClosed()).isTrue();
    assertThat(supervisor.open()).containsExactly(request);
    assertThat(supervisor.problem()).isEmpty();
  }

  @Test
  void trialWhoseProcessCrashesIsTrainedAloneBeforeItIsBlamed() throws Exception {
    assertThat(begins("Command exited with code 134")).isTrue();
    assertThat(begins("not lost")).isFalse();
    assertThat(folder.finished()).isEmpty();

    supervisor.trainAlone();

    assertThat(begins("Command exited with code 134")).isTrue();
    assertThat(begins("Command exited with code 134")).isTrue();
    assertThat(begins("not lost")).isFalse();
    assertThat(outcome()).isEqualTo("failed crash");
    assertThat(supervisor.open()).isEmpty();
    assertThat(notices)
        .containsExactly("trial " + id + ": its process crashed 2 times while it trained alone");
  }

  @Test
  void trialThatGoesOnBetweenTwoCrashesIsNotBlamed() throws Exception {
    begins("Command exited with code 134");
    begins("not lost");
    supervisor.trainAlone();
    for (int crash = 1; crash <= 5; crash++) {
      assertThat(begins("Command exited with code 134")).isTrue();
      checkpoint(crash);
    }
  }

  @Test
  void trialThatIsKilledAgainAndAgainIsLost() throws Exception {
    assertThat(begins("Command exited with code 137")).isTrue();
    assertThat(begins("Command exited with code 137")).isTrue();
    assertThat(begins("not lost")).isFalse();
    supervisor.trainAlone();
    for (int kill = 3; kill <= Supervisor.LOSSES; kill++) {
      assertThat(begins("Command exited with code 137")).isTrue();
    }

    assertThat(begins("not lost")).isFalse();
    assertThat(outcome()).isEqualTo("failed lost");
  }

  @Test
  void anotherDriverKnowsWhatBefell() throws Exception {
    supervisor.mayBegin(id, "driver");

    supervisor = supervisor(ProcessEnd.CRASHED);

    assertThat(supervisor.mayBegin(id, "driver")).isFalse();
    supervisor.trainAlone();
    assertThat(supervisor.mayBegin(id, "driver")).isTrue();
    for (int crash = 1; crash <= Supervisor.CRASHES; crash++) {
      supervisor = supervisor(ProcessEnd.CRASHED);
      supervisor.trainAlone();
      assertThat(supervisor.mayBegin(id, "driver")).isEqualTo(crash < Supervisor.CRASHES);
    }
    assertThat(outcome()).isEqualTo("failed crash");
  }

  @Test
  void whoeverKillsTheDriverBlamesNoTrial() throws Exception {
    for (int kill = 0; kill < 10; kill++) {
      supervisor = supervisor(ProcessEnd.UNKNOWN);
      supervisor.trainAlone();
      assertThat(supervisor.mayBegin(id, "driver")).isTrue();
    }
  }

  @Test
  void executorsThatEndWithTheirDriverBlameNoTrial() throws Exception {
    for (int kill = 0; kill < 10; kill++) {
      supervisor = supervisor(ProcessEnd.UNKNOWN);
      assertThat(supervisor.mayBegin(id, "0")).isTrue();
    }
  }

  @Test
  void trialThatRanOutOfMemoryBesideOthersIsTrainedAlone() throws Exception {
    supervisor.mayBegin(id, "0");
    supervisor.outOfMemory(id);

    assertThat(supervisor.mayBegin(id, "0")).isFalse();
    supervisor.trainAlone();
    assertThat(supervisor.mayBegin(id, "0")).isTrue();
  }

  @Test
  void taskThatFailsAgainAndAgainEndsTheSweep() throws Exception {
    for (int failure = 1; failure <= Supervisor.TASK_FAILURES; failure++) {
      assertThat(supervisor.problem()).isEmpty();
      supervisor.mayBegin(id, "0");
      supervisor.taskFailed(id, "no permission");
    }
    assertThat(supervisor.problem()).contains("trial " + id + ": no permission");
    assertThat(supervisor.mayBegin(id, "0")).isFalse();
  }

  @Test
  void rowThatIsCommittedLeavesNothingBehind() throws Exception {
    supervisor.mayBegin(id, "0");
    assertThat(temporary.resolve("attempts").toFile().list()).containsExactly(id + ".1");

    supervisor.committed(id);

    assertThat(temporary.resolve("attempts")).isEmptyDirectory();
    assertThat(supervisor.open()).isEmpty();
    assertThat(supervisor.awaitIdle(0)).isTrue();
  }

  /** Asks for the trial on a new executor, which then ends; whether it may begin. */
  private boolean begins(String end) throws InterruptedException {
    String executor = String.valueOf(executors++);
    boolean begins = supervisor.mayBegin(id, executor);
    if (begins) {
      supervisor.executorEnded(executor, ProcessEnd.ofReason(end));
    }
    return begins;
  }

  private void checkpoint(int second) throws IOException {
    folder.checkpoints().write(id, out -> out.write(1));
    Files.setLastModifiedTime(
        temporary.resolve("checkpoints/" + id + ".checkpoint"),
        FileTime.fromMillis(second * 1000L));
  }

  private String outcome() {
    FinishedTrial trial = folder.finished().get(id);
    return trial.status() + " " + trial.failure();
  }

  private Supervisor supervisor(ProcessEnd previous) {
    return new Supervisor(
        folder,
        List.of(request),
        Map.of(),
        () -> {},
        new Vitals(previous, Optional.empty(), event -> {}, notices::add));
  }

  static TrialRequest request(long seed) {
    TrainingSpec training =
        new TrainingSpec(
            1,
            0,
            10,
            0,
            OptimizerSpec.of(OptimizerName.SGD, 0.1),
            ScheduleSpec.CONSTANT,
            0,
            null,
            null);
    return TrialRequest.first(
        new TrialSpec(
            "fake-1",
            seed,
            DatasetSpec.of(DatasetName.FASHION_MNIST),
            "ab12",
            new NetworkSpec(List.of()).network(10),
            training),
        Snapshots.NOTHING);
  }
}
