package dev.ablate.sweep.execution;

import dev.ablate.sweep.stopping.StoppingRule;
import java.util.Optional;

/** The driver's end of the line to the executors. */
final class DriverEnd {

  private final SweepListener listener;
  private final Supervisor supervisor;
  private final Optional<StoppingRule> rule;
  private final Runnable cancel;

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

  /** Takes a message of {@link SweepPlugin}; the answer, if there is one. */
  Object receive(Object message) throws InterruptedException {
    if (message instanceof ProgressEvent event) {
      listener.progress(event);
    } else if (message instanceof DeviceNotice notice) {
      device(notice);
    } else if (message instanceof ExecutorMessage.MayBegin ask) {
      return supervisor.mayBegin(ask.id(), ask.executor());
    } else if (message instanceof ExecutorMessage.EpochEnded ended) {
      return rule.flatMap(r -> r.report(ended.id(), ended.epoch(), ended.accuracy())).orElse(null);
    } else if (message instanceof ExecutorMessage.Committed committed) {
      supervisor.committed(committed.id());
    } else if (message instanceof ExecutorMessage.OutOfMemory outOfMemory) {
      supervisor.outOfMemory(outOfMemory.id());
    } else if (message instanceof ExecutorMessage.TaskFailed failed) {
      supervisor.taskFailed(failed.id(), failed.problem());
      cancelIfRefused();
    } else if (message instanceof ExecutorMessage.Refused refused) {
      supervisor.refuse(refused.problem());
      cancelIfRefused();
    } else if (message instanceof ExecutorMessage.Notice notice) {
      listener.notice(notice.line());
    }
    return null;
  }

  private void device(DeviceNotice notice) {
    if (notice.usable()) {
      listener.device(notice);
    } else {
      // Otherwise Spark would try each trial there.
      supervisor.refuse(notice.host() + ": " + notice.line());
      cancelIfRefused();
    }
  }

  private void cancelIfRefused() {
    if (supervisor.problem().isPresent()) {
      cancel.run();
    }
  }
}
