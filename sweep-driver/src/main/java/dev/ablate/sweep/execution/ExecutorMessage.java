package dev.ablate.sweep.execution;

import dev.ablate.trial.TrialId;
import java.io.Serializable;

/** What an executor tells the driver that the course of the sweep depends on. */
sealed interface ExecutorMessage extends Serializable {

  /**
   * Asks whether a trial may begin there; the answer is a {@code Boolean}, or null while the driver
   * has not made up its mind: then it is to be asked again.
   *
   * @param task that would train it, told from all others; the same question is asked once
   */
  record MayBegin(TrialId id, String executor, long task) implements ExecutorMessage {}

  /**
   * A trial ended an epoch; the answer is why it need not go on, or null.
   *
   * @param epoch from 1
   * @param accuracy on the validation part, share in [0, 1]
   */
  record EpochEnded(TrialId id, int epoch, double accuracy) implements ExecutorMessage {}

  /** A trial's row is committed. */
  record Committed(TrialId id) implements ExecutorMessage {}

  /** A trial ran out of memory beside others and has no row. */
  record OutOfMemory(TrialId id) implements ExecutorMessage {}

  /** A trial's task could not be done, for no fault of the trial. */
  record TaskFailed(TrialId id, String problem) implements ExecutorMessage {}

  /** No trial can be trained there as planned: the sweep must end. */
  record Refused(String problem) implements ExecutorMessage {}

  /** A line for the user. */
  record Notice(String line) implements ExecutorMessage {}
}
