package dev.ablate.sweep.execution;

import dev.ablate.sweep.stopping.StoppingRule;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver's end of the line to the executors. Spark delivers all messages on one thread: what
 * touches files is done on another, in the order it came.
 */
final class DriverEnd implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DriverEnd.class);

  /** An answer that is there so soon spares the executor a second question. */
  private static final long ANSWER_MILLISECONDS = 10;

  private final SweepListener listener;
  private final Supervisor supervisor;
  private final Optional<StoppingRule> rule;
  private final Runnable cancel;
  private final ExecutorService supervision =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "sweep supervisor");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<ExecutorMessage.MayBegin, Future<Boolean>> answers = new ConcurrentHashMap<>();

  /**
   * For a run.
   *
   * @param rule which trials end early, if any
   * @param cancel ends its jobs
   */
  DriverEnd(
      SweepListener listener, Supervisor supervisor, Optional<StoppingRule> rule, Runnable cancel) {
    this.listener = listener;
    this.supervisor = supervisor;
    this.rule = rule;
    this.cancel = cancel;
  }

  /** Takes a message of {@link SweepPlugin}; the answer, if there is one by now. */
  Object receive(Object message) throws InterruptedException {
    if (message instanceof ProgressEvent event) {
      listener.progress(event);
    } else if (message instanceof DeviceNotice notice) {
      device(notice);
    } else if (message instanceof ExecutorMessage.MayBegin question) {
      return answer(question);
    } else if (message instanceof ExecutorMessage.EpochEnded ended) {
      return rule.flatMap(r -> r.report(ended.id(), ended.epoch(), ended.accuracy())).orElse(null);
    } else if (message instanceof ExecutorMessage.Committed committed) {
      supervise(() -> supervisor.committed(committed.id()));
    } else if (message instanceof ExecutorMessage.OutOfMemory outOfMemory) {
      supervise(() -> supervisor.outOfMemory(outOfMemory.id()));
    } else if (message instanceof ExecutorMessage.TaskFailed failed) {
      supervise(() -> supervisor.taskFailed(failed.id(), failed.problem()));
    } else if (message instanceof ExecutorMessage.Refused refused) {
      supervise(() -> supervisor.refuse(refused.problem()));
    } else if (message instanceof ExecutorMessage.Notice notice) {
      listener.notice(notice.line());
    }
    return null;
  }

  /** Waits until the supervisor knows all that was told until now. */
  void await() throws InterruptedException {
    try {
      supervision.submit(() -> {}).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing was done", e);
    }
  }

  /** Ends when the supervisor knows all. */
  @Override
  public void close() {
    supervision.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (supervision.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
        supervision.shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Boolean answer(ExecutorMessage.MayBegin question) throws InterruptedException {
    try {
      Future<Boolean> answer =
          answers.computeIfAbsent(
              question,
              asked -> supervision.submit(() -> supervisor.mayBegin(asked.id(), asked.executor())));
      Boolean begins = answer.get(ANSWER_MILLISECONDS, TimeUnit.MILLISECONDS);
      answers.remove(question);
      return begins;
    } catch (TimeoutException e) {
      return null;
    } catch (RejectedExecutionException e) {
      // The run is over.
      return false;
    } catch (ExecutionException e) {
      answers.remove(question);
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    }
  }

  private void supervise(Runnable task) {
    try {
      supervision.execute(() -> superviseNow(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("the run is over, a late message is ignored", e);
    }
  }

  private void superviseNow(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      supervisor.refuse(String.valueOf(e.getMessage()));
    }
    if (supervisor.problem().isPresent()) {
      cancel.run();
    }
  }

  private void device(DeviceNotice notice) {
    if (notice.usable()) {
      listener.device(notice);
    } else {
      // Otherwise Spark would try each trial there.
      supervise(() -> supervisor.refuse(notice.host() + ": " + notice.line()));
    }
  }
}
