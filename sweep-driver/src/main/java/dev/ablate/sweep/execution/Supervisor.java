package dev.ablate.sweep.execution;

import dev.ablate.model.NetworkSummary;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.TrialIncidents;
import dev.ablate.sweep.results.table.DeviceUsed;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.TrialContext;
import dev.ablate.sweep.results.table.TrialRow;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialOutcome.Failure;
import dev.ablate.trial.TrialRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Decides on the driver which trials may begin, and what becomes of those whose process died: a
 * trial that only shared the process is trained alone before it is blamed, and what befell it is
 * kept in the results, so that it is known after the driver's own death too.
 */
final class Supervisor {

  /** Crashes of its own, with nothing gone on between them, that make a trial one that crashes. */
  static final int CRASHES = 2;

  /** Kills with nothing gone on between them, after which a trial is trained alone. */
  static final int LOSSES_BEFORE_ALONE = 2;

  /** Kills with nothing gone on between them that make a trial one that is lost. */
  static final int LOSSES = 5;

  /** How often a trial's task may fail for other reasons. */
  static final int TASK_FAILURES = 3;

  private static final long EXIT_KNOWN_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final String LOCAL = "driver";

  private final ResultsFolder folder;
  private final Runnable lock;
  private final Vitals vitals;
  private final Map<TrialId, TrialRequest> open = new LinkedHashMap<>();
  private final Map<TrialId, NetworkSummary> summaries;
  private final Map<TrialId, TrialIncidents> incidents = new HashMap<>();
  private final Map<TrialId, Integer> taskFailures = new HashMap<>();
  private final Map<String, ProcessEnd> ends = new HashMap<>();
  private final Map<TrialId, String> running = new LinkedHashMap<>();
  private boolean aloneNow;
  private boolean closed;
  private long closesAtNanos;
  private boolean closesByTime;
  private String problem;

  /**
   * For the trials of a run.
   *
   * @param lock throws if the folder is no longer this process's
   */
  Supervisor(
      ResultsFolder folder,
      List<TrialRequest> requests,
      Map<TrialId, NetworkSummary> summaries,
      Runnable lock,
      Vitals vitals) {
    this.folder = folder;
    this.lock = lock;
    this.vitals = vitals;
    this.summaries = Map.copyOf(summaries);
    for (TrialRequest request : requests) {
      open.put(request.id(), request);
      incidents.put(request.id(), folder.incidents(request.id(), request.attempt()));
    }
  }

  /** The trials without a row, in the order they were asked. */
  synchronized List<TrialRequest> open() {
    return List.copyOf(open.values());
  }

  /** From now on trials train with no other beside them. */
  synchronized void trainAlone() {
    aloneNow = true;
  }

  /** From now on no trial begins. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** After some seconds no trial begins; those that train go on to their end. */
  synchronized void closeAfter(double seconds) {
    closesByTime = seconds < Double.POSITIVE_INFINITY;
    closesAtNanos = System.nanoTime() + (long) (seconds * 1e9);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Why the sweep cannot go on, if it cannot. */
  synchronized Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Ends the sweep. */
  synchronized void refuse(String why) {
    if (problem == null) {
      problem = why;
    }
    close();
  }

  /** Waits until no trial trains, if it has not to wait for too long. */
  synchronized boolean awaitIdle(long seconds) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!running.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Notes how an executor ended. */
  synchronized void executorEnded(String executor, ProcessEnd end) {
    ends.put(executor, end);
    running.values().removeIf(executor::equals);
    notifyAll();
  }

  /** Whether a trial may begin on an executor. */
  synchronized boolean mayBegin(TrialId id, String executor) throws InterruptedException {
    if (closesByTime && System.nanoTime() - closesAtNanos >= 0) {
      close();
    }
    TrialRequest request = open.get(id);
    if (request == null || closed) {
      return false;
    }
    TrialIncidents before = incidents.get(id);
    if (!before.running().isEmpty()) {
      before = after(before, id);
    }
    Optional<TrialOutcome.Failed> verdict = verdict(before);
    if (verdict.isPresent()) {
      commit(request, verdict.get(), before.running());
      return false;
    }
    if (before.alone() && !aloneNow) {
      keep(request, before.released());
      return false;
    }
    // The executor's name alone would be another's after the driver began again.
    String where = executor.equals(LOCAL) ? LOCAL : vitals.run() + "/" + executor;
    keep(request, before.begun(where, folder.checkpointAt(id)));
    running.put(id, executor);
    vitals.sign();
    return true;
  }

  /** A trial has its row. */
  synchronized void committed(TrialId id) {
    TrialRequest request = open.remove(id);
    running.remove(id);
    if (request != null && !incidents.remove(id).equals(TrialIncidents.NONE)) {
      try {
        folder.forgetIncidents(id, request.attempt());
      } catch (ResultsException e) {
        // The row is there; a later run deletes what is left.
        vitals.warn(e.getMessage());
      }
    }
    notifyAll();
  }

  /** A trial wanted more memory than there was beside others. */
  synchronized void outOfMemory(TrialId id) {
    if (open.containsKey(id)) {
      release(id, incidents.get(id).suspected());
    }
  }

  /** A task ended by an exception that is no outcome of its trial. */
  synchronized void taskFailed(TrialId id, String what) {
    if (open.containsKey(id)) {
      release(id, incidents.get(id));
    }
    if (taskFailures.merge(id, 1, Integer::sum) >= TASK_FAILURES) {
      refuse("trial " + id + ": " + what);
    }
  }

  private void release(TrialId id, TrialIncidents now) {
    running.remove(id);
    keep(open.get(id), now.released());
    notifyAll();
  }

  /** What befell a trial, the end of the process that trained it last included. */
  private TrialIncidents after(TrialIncidents before, TrialId id) throws InterruptedException {
    boolean wentOn = folder.checkpointAt(id) != before.checkpointAt();
    int crashes = wentOn ? 0 : before.crashes();
    int losses = wentOn ? 0 : before.losses();
    return switch (end(before.running())) {
      case CRASHED -> before.alone() ? before.counted(crashes + 1, losses) : before.suspected();
      case KILLED -> lost(before, crashes, losses + 1);
      // Whoever started the driver again may have killed it: no reason to blame the trial.
      case UNKNOWN -> lost(before, crashes, Math.min(losses + 1, LOSSES - 1));
      case EXCUSED -> before.counted(crashes, losses);
    };
  }

  private static TrialIncidents lost(TrialIncidents before, int crashes, int losses) {
    TrialIncidents counted = before.counted(crashes, losses);
    return losses >= LOSSES_BEFORE_ALONE ? counted.suspected() : counted;
  }

  private ProcessEnd end(String executor) throws InterruptedException {
    if (executor.equals(LOCAL)) {
      return vitals.previousEnd();
    }
    String prefix = vitals.run() + "/";
    if (!executor.startsWith(prefix)) {
      // The driver ended, and with it its executors.
      return ProcessEnd.EXCUSED;
    }
    String own = executor.substring(prefix.length());
    long deadline = System.nanoTime() + EXIT_KNOWN_NANOS;
    while (!ends.containsKey(own) && System.nanoTime() < deadline) {
      wait(TimeUnit.NANOSECONDS.toMillis(EXIT_KNOWN_NANOS));
    }
    return ends.getOrDefault(own, ProcessEnd.UNKNOWN);
  }

  private static Optional<TrialOutcome.Failed> verdict(TrialIncidents befell) {
    if (befell.crashes() >= CRASHES) {
      return Optional.of(
          failed(
              Failure.CRASH,
              "its process crashed " + befell.crashes() + " times while it trained alone"));
    }
    if (befell.losses() >= LOSSES) {
      return Optional.of(
          failed(
              Failure.LOST,
              "its process was killed "
                  + befell.losses()
                  + " times before it could go on; perhaps it wants more memory than there is"));
    }
    return Optional.empty();
  }

  private static TrialOutcome.Failed failed(Failure failure, String error) {
    return new TrialOutcome.Failed(TrialHistory.EMPTY, failure, error);
  }

  private void commit(TrialRequest request, TrialOutcome.Failed outcome, String executor) {
    lock.run();
    Instant now = Instant.now();
    folder.commit(
        TrialRow.of(
            request,
            outcome,
            summaries.getOrDefault(request.id(), new NetworkSummary(List.of())),
            new TrialContext(
                DeviceUsed.processor("none", null), Hosts.local(), executor, now, now, 0)));
    vitals.ended(request.id(), outcome);
    committed(request.id());
  }

  /** A file that cannot be written makes a later blame late, no more. */
  private void keep(TrialRequest request, TrialIncidents now) {
    if (now.equals(incidents.put(request.id(), now))) {
      return;
    }
    try {
      folder.record(request.id(), request.attempt(), now);
    } catch (ResultsException e) {
      vitals.warn(e.getMessage());
    }
  }
}
