package dev.ablate.sweep.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WatchdogTest {

  private static final TrialLimits LIMITS = new TrialLimits(60, 100.0, 40);

  private final List<String> hung = new ArrayList<>();
  private long seconds;
  private final Watchdog watchdog = new Watchdog(() -> seconds * 1_000_000_000L, Runnable::run);
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

  @Test
  @Timeout(30)
  void whatIsDoneAboutAHungTrialKeepsNobodyFromWatchingTheOthers() throws Exception {
    CountDownLatch fullDisk = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(2);
    Watchdog real =
        new Watchdog(() -> seconds * 1_000_000_000L, task -> new Thread(task, "hung").start());
    real.watch(LIMITS, reason -> awaitUninterruptibly(fullDisk));
    real.watch(LIMITS, reason -> others.countDown());

    seconds = 40;
    real.look();
    real.watch(LIMITS, reason -> others.countDown());
    seconds = 80;
    real.look();

    assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    fullDisk.countDown();
  }

  @Test
  void aTrialThatCannotBeGivenUpKeepsNobodyFromWatchingTheOthers() {
    Watchdog failing =
        new Watchdog(
            () -> seconds * 1_000_000_000L,
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    failing.watch(LIMITS, hung::add);
    seconds = 40;

    assertThatCode(failing::look).doesNotThrowAnyException();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
