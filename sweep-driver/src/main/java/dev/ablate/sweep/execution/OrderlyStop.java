package dev.ablate.sweep.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a run end in order when its process is told to end (SIGINT, SIGTERM): the signal's own exit
 * code stays, 130 or 143, but the process lives until this is closed.
 */
public final class OrderlyStop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);

  /** Before Spark's own hook, which would take the executors away. */
  private static final int PRIORITY = 1_000;

  private static final long LONGEST_MINUTES = 15;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Runnable> actions = new ArrayList<>();
  private final Runnable hook = this::stop;
  private final Thread run = Thread.currentThread();
  private boolean requested;

  /** Begins to listen. */
  public static OrderlyStop listen() {
    OrderlyStop stop = new OrderlyStop();
    ShutdownHookManager.get()
        .addShutdownHook(stop.hook, PRIORITY, LONGEST_MINUTES, TimeUnit.MINUTES);
    return stop;
  }

  private OrderlyStop() {}

  /** Whether the process was told to end. */
  public synchronized boolean isRequested() {
    return requested;
  }

  /** Has something done when the process is told to end; at once if it was. */
  synchronized void whenRequested(Runnable action) {
    actions.add(action);
    if (requested) {
      action.run();
    }
  }

  private void stop() {
    synchronized (this) {
      requested = true;
      actions.forEach(Runnable::run);
    }
    if (isExiting(run)) {
      return;
    }
    try {
      if (!ended.await(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        LOG.warn("the run did not end in order");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether a thread ends the process itself, as Spark does where it cannot start: it never
   * returns.
   */
  private static boolean isExiting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals(Runtime.class.getName())
                    && frame.getMethodName().equals("exit"));
  }

  /** The run has ended. */
  @Override
  public void close() {
    ended.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
