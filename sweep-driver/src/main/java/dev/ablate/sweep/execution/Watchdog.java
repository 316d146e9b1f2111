package dev.ablate.sweep.execution;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends trials that take too long. One that still takes steps is told to stop; for one that does
 * not, which may hang in native code where nothing reaches it, the process must end.
 */
final class Watchdog {

  /** How long a trial whose time is over may be silent before it counts as hung. */
  static final double GRACE_SECONDS = 15;

  private static final long EVERY_MILLISECONDS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final LongSupplier nanoTime;
  private final Executor givingUp;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  /**
   * One that looks when it is told to.
   *
   * @param givingUp runs what is to be done about hung trials, which may take as long as a full
   *     disk stays full; the others are watched meanwhile
   */
  Watchdog(LongSupplier nanoTime, Executor givingUp) {
    this.nanoTime = nanoTime;
    this.givingUp = givingUp;
  }

  /** One that looks every second. */
  static Watchdog start() {
    Watchdog watchdog =
        new Watchdog(
            System::nanoTime,
            task -> {
              Thread thread = new Thread(task, "hung trial");
              thread.setDaemon(true);
              thread.start();
            });
    new Timer("trial watchdog", true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                watchdog.look();
              }
            },
            EVERY_MILLISECONDS,
            EVERY_MILLISECONDS);
    return watchdog;
  }

  /**
   * Watches a trial that begins now.
   *
   * @param hung is called once, with the reason, on a thread of its own, if the trial must be given
   *     up and its thread with it
   */
  Watch watch(TrialLimits limits, Consumer<String> hung) {
    Watch watch = new Watch(limits, hung);
    watches.add(watch);
    return watch;
  }

  void look() {
    for (Watch watch : watches) {
      try {
        watch.look();
      } catch (RuntimeException | Error e) {
        // A timer whose task throws would look after nobody any more.
        LOG.error("a hung trial could not be given up: {}", e.toString());
      }
    }
  }

  /** A trial that is watched. */
  final class Watch {
    private final TrialLimits limits;
    private final Consumer<String> hung;
    private final long begunAt = nanoTime.getAsLong();
    private volatile long signAt = begunAt;
    private boolean over;

    private Watch(TrialLimits limits, Consumer<String> hung) {
      this.limits = limits;
      this.hung = hung;
    }

    /** The trial lives; a reason to stop it if its time is over. */
    Optional<String> sign() {
      signAt = nanoTime.getAsLong();
      return isOverdue() ? Optional.of(timeOver()) : Optional.empty();
    }

    /**
     * The trial has ended.
     *
     * @return false if it was given up before: then its row is another's to write
     */
    synchronized boolean end() {
      watches.remove(this);
      boolean first = !over;
      over = true;
      return first;
    }

    private void look() {
      double silent = seconds(signAt);
      boolean isHung = isOverdue() && silent >= GRACE_SECONDS;
      if ((isHung || silent >= limits.silentSeconds()) && end()) {
        String reason =
            isHung
                ? timeOver()
                : String.format(Locale.ROOT, "no step ended for %.0f s", limits.silentSeconds());
        givingUp.execute(() -> hung.accept(reason));
      }
    }

    private boolean isOverdue() {
      return limits.trialSeconds() != null && seconds(begunAt) >= limits.trialSeconds();
    }

    private String timeOver() {
      return String.format(
          Locale.ROOT, "took longer than the limit of %.0f s", limits.trialSeconds());
    }

    private double seconds(long since) {
      return (nanoTime.getAsLong() - since) / 1e9;
    }
  }
}
