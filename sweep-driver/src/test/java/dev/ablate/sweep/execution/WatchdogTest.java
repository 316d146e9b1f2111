package dev.ablate.sweep.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  private static final TrialLimits LIMITS = new TrialLimits(60, 100.0, 40);

  private final List<String> hung = new ArrayList<>();
  private long seconds;
  private final Watchdog watchdog = new Watchdog(() -> seconds * 1_000_000_000L);
  private final Watchdog.Watch watch = watchdog.watch(LIMITS, hung::add);

  @Test
  void aTrialThatTakesStepsIsToldToStopWhenItsTimeIsOver() {
    signAt(30);
    signAt(65);
    assertThat(signAt(99)).isNull();
    assertThat(signAt(100)).isEqualTo("took longer than the limit of 100 s");
    assertThat(hung).isEmpty();
  }

  @Test
  void aTrialThatDoesNotStopIsGivenUpAfterAWhile() {
    signAt(30);
    signAt(65);
    signAt(95);
    lookAt(109);
    assertThat(hung).isEmpty();

    lookAt(110);
    lookAt(111);

    assertThat(hung).containsExactly("took longer than the limit of 100 s");
    assertThat(watch.end()).isFalse();
  }

  @Test
  void aSilentTrialIsGivenUpLongBeforeItsTimeIsOver() {
    signAt(30);
    lookAt(69);
    assertThat(hung).isEmpty();

    lookAt(70);

    assertThat(hung).containsExactly("no step ended for 40 s");
  }

  @Test
  void whatHasEndedIsNotWatched() {
    assertThat(watch.end()).isTrue();

    lookAt(1_000);

    assertThat(hung).isEmpty();
  }

  private String signAt(long time) {
    lookAt(time);
    return watch.sign().orElse(null);
  }

  private void lookAt(long time) {
    seconds = time;
    watchdog.look();
  }
}
