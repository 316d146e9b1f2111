package dev.ablate.sweep.cli;

import dev.ablate.sweep.execution.ProgressEvent;
import dev.ablate.sweep.execution.SweepProgress;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.RunProgress;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.TrialStatus;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialProgress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every two seconds how far a run is into its folder, where {@code watch} and {@code status}
 * read it. The run does not depend on it: what cannot be written is left out.
 */
final class ProgressTeller implements Consumer<ProgressEvent>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProgressTeller.class);
  private static final long EVERY_MILLIS = 2_000;
  private static final int FAILURES_SHOWN = 5;
  private static final int RUNNING_SHOWN = 32;

  private final SweepProgress progress;
  private final ResultsFolder folder;
  private final int slots;
  private final Timer clock = new Timer("progress-file", true);
  private final Map<TrialId, NavigableMap<Integer, Double>> curves = new HashMap<>();
  private final Deque<String> failures = new ArrayDeque<>();
  private final BusySlots busy;
  private final Object writing = new Object();
  private int failed;
  private boolean warned;

  ProgressTeller(SweepProgress progress, ResultsFolder folder, int slots) {
    this.progress = progress;
    this.folder = folder;
    this.slots = slots;
    this.busy = new BusySlots(slots);
  }

  void start() {
    clock.schedule(
        new TimerTask() {
          @Override
          public void run() {
            tell(false);
          }
        },
        0,
        EVERY_MILLIS);
  }

  @Override
  public synchronized void accept(ProgressEvent event) {
    if (event instanceof ProgressEvent.Started started) {
      curves.put(started.id(), new TreeMap<>());
    } else if (event instanceof ProgressEvent.Running running) {
      NavigableMap<Integer, Double> curve = curves.get(running.id());
      double accuracy = running.progress().accuracy();
      if (curve != null && !Double.isNaN(accuracy)) {
        curve.put(running.progress().epoch(), accuracy);
      }
    } else if (event instanceof ProgressEvent.Ended end) {
      curves.remove(end.id());
      if (TrialStatus.FAILED.is(end.status()) || TrialStatus.DIVERGED.is(end.status())) {
        failed++;
        failures.addLast(end.id() + " " + end.status() + ": " + end.error());
        if (failures.size() > FAILURES_SHOWN) {
          failures.removeFirst();
        }
      }
    }
  }

  @Override
  public void close() {
    clock.cancel();
    tell(true);
  }

  /** Holds up no event while it writes; the last word is written last. */
  private void tell(boolean over) {
    synchronized (writing) {
      try {
        folder.tell(told(over));
      } catch (ResultsException e) {
        if (!warned) {
          LOG.warn("{}; nobody can watch the run, which goes on", e.getMessage());
          warned = true;
        }
      }
    }
  }

  private synchronized RunProgress told(boolean over) {
    SweepProgress.View view = progress.view();
    busy.sample(over ? 0 : view.running().size());
    return new RunProgress(
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        over,
        view.counts().ended(),
        view.counts().trials(),
        lines(view));
  }

  private List<String> lines(SweepProgress.View view) {
    List<String> lines = new ArrayList<>();
    lines.add(ProgressDisplay.summary(view));
    lines.add(
        String.format(
            Locale.ROOT,
            "slots %d of %d busy now, %.0f %% so far %s",
            view.running().size(),
            slots,
            100 * busy.share(),
            Sparkline.of(busy.shares(), 0, 1)));
    List<TrialProgress> running = view.running();
    for (TrialProgress trial : running.subList(0, Math.min(RUNNING_SHOWN, running.size()))) {
      NavigableMap<Integer, Double> curve = curves.getOrDefault(trial.id(), new TreeMap<>());
      lines.add(
          ProgressDisplay.running(trial)
              + (curve.isEmpty() ? "" : " " + Sparkline.of(List.copyOf(curve.values()), 0, 1)));
    }
    if (running.size() > RUNNING_SHOWN) {
      lines.add("and " + (running.size() - RUNNING_SHOWN) + " more");
    }
    if (failed > failures.size()) {
      lines.add((failed - failures.size()) + " failed or diverged before these:");
    }
    lines.addAll(failures);
    return lines;
  }
}
