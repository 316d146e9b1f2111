package dev.ablate.sweep.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DriverEndTest {

  @TempDir Path temporary;

  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final TrialRequest request = SupervisorTest.request(1);
  private final TrialId id = request.id();
  private Supervisor supervisor;
  private DriverEnd line;

  @BeforeEach
  void start() {
    supervisor =
        new Supervisor(
            ResultsFolder.create(ResultsLocation.of(temporary.toString()), "s"),
            List.of(request),
            Map.of(),
            () -> {},
            new Vitals(ProcessEnd.UNKNOWN, Optional.empty(), event -> {}, notices::add));
    line = new DriverEnd(listener(), supervisor, Optional.empty(), cancelled::incrementAndGet);
  }

  @AfterEach
  void end() {
    line.close();
  }

  /** Spark's one thread must go on while the supervisor waits to hear how an executor ended. */
  @Test
  void aQuestionThatTakesLongHoldsUpNoOtherMessage() throws Exception {
    assertThat(answer(question("1", 1))).isTrue();

    assertThat(line.receive(question("2", 2))).isNull();
    line.receive(new ExecutorMessage.Notice("heard"));
    assertThat(notices).containsExactly("heard");
    assertThat(line.receive(question("2", 2))).isNull();

    supervisor.executorEnded("1", ProcessEnd.KILLED);
    assertThat(answer(question("2", 2))).isTrue();
  }

  @Test
  void whatIsToldIsKnownAfterWaiting() throws Exception {
    answer(question("1", 1));
    line.receive(new ExecutorMessage.Committed(id));
    line.await();

    assertThat(supervisor.open()).isEmpty();
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void anExecutorThatRefusesEndsTheJobs() throws Exception {
    line.receive(new ExecutorMessage.Refused("there is no engine"));
    line.await();

    assertThat(cancelled).hasValue(1);
    assertThat(supervisor.problem()).contains("there is no engine");
    assertThat(answer(question("1", 1))).isFalse();
  }

  @Test
  void nothingBeginsAfterTheRun() throws Exception {
    line.close();

    line.receive(new ExecutorMessage.Committed(id));
    assertThat(line.receive(question("1", 1))).isEqualTo(false);
  }

  private ExecutorMessage.MayBegin question(String executor, long task) {
    return new ExecutorMessage.MayBegin(id, executor, task);
  }

  /** Asks as executors do, until there is an answer. */
  private boolean answer(ExecutorMessage.MayBegin question) throws InterruptedException {
    Object answer = line.receive(question);
    while (answer == null) {
      answer = line.receive(question);
    }
    return (boolean) answer;
  }

  private SweepListener listener() {
    return new SweepListener() {
      @Override
      public void progress(ProgressEvent event) {}

      @Override
      public void device(DeviceNotice notice) {}

      @Override
      public void notice(String line) {
        notices.add(line);
      }
    };
  }
}
