package dev.ablate.sweep.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.sweep.execution.ProgressEvent;
import dev.ablate.trial.TrialId;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DriverMeterTest {

  private long now;
  private final DriverMeter meter = new DriverMeter(2, () -> now);

  @Test
  void aSlotThatIsEmptyWhileTrialsWaitIsNotBusy() throws IOException {
    at(5, started(1));
    at(5, started(2));
    at(9, ended(1));
    at(10, started(3));
    at(11, ended(2));
    at(99, ended(3));

    assertThat(meter.cost(1).busy()).isEqualTo(9.0 / 10, within(1e-9));
  }

  private void at(long time, ProgressEvent event) {
    now = time;
    meter.progress(event);
  }

  private static ProgressEvent started(int trial) {
    return new ProgressEvent.Started(id(trial), 1, "host");
  }

  private static ProgressEvent ended(int trial) {
    return new ProgressEvent.Ended(id(trial), "completed", 0.5, 10, null);
  }

  private static TrialId id(int trial) {
    return TrialId.of("trial " + trial);
  }
}
