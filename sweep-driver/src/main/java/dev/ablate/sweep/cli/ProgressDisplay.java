package dev.ablate.sweep.cli;

import dev.ablate.sweep.execution.SweepProgress;
import dev.ablate.trial.TrialProgress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Shows a run's progress: a bar that redraws on a terminal, a plain line now and then elsewhere.
 */
final class ProgressDisplay implements AutoCloseable {

  private static final int BAR = 24;
  private static final int RUNNING_SHOWN = 4;

  private final SweepProgress progress;
  private final PrintWriter out;
  private final boolean terminal;
  private final Timer clock;
  private int linesDrawn;

  ProgressDisplay(SweepProgress progress, PrintWriter out, boolean terminal) {
    this.progress = progress;
    this.out = out;
    this.terminal = terminal;
    this.clock = new Timer("progress", true);
  }

  void start() {
    long milliseconds = terminal ? 500 : 10_000;
    clock.schedule(
        new TimerTask() {
          @Override
          public void run() {
            draw();
          }
        },
        milliseconds,
        milliseconds);
  }

  @Override
  public void close() {
    clock.cancel();
    draw();
  }

  /** Prints lines that stay, above what is redrawn. */
  synchronized void note(List<String> lines) {
    if (linesDrawn > 0) {
      out.print("\033[" + linesDrawn + "A\033[J");
      linesDrawn = 0;
    }
    lines.forEach(out::println);
    out.flush();
  }

  private synchronized void draw() {
    SweepProgress.View view = progress.view();
    if (!terminal) {
      out.println(summary(view));
      out.flush();
      return;
    }
    StringBuilder text = new StringBuilder();
    if (linesDrawn > 0) {
      text.append("\033[").append(linesDrawn).append("A\033[J");
    }
    text.append(bar(view)).append(' ').append(summary(view)).append('\n');
    linesDrawn = 1;
    for (TrialProgress trial :
        view.running().subList(0, Math.min(RUNNING_SHOWN, view.running().size()))) {
      text.append("  ").append(running(trial)).append('\n');
      linesDrawn++;
    }
    out.print(text);
    out.flush();
  }

  static String bar(SweepProgress.View view) {
    int filled =
        view.counts().trials() == 0 ? BAR : BAR * view.counts().ended() / view.counts().trials();
    return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
  }

  static String summary(SweepProgress.View view) {
    StringBuilder text = new StringBuilder();
    text.append(view.counts().ended()).append('/').append(view.counts().trials()).append(" trials");
    if (view.counts().stopped() > 0) {
      text.append(", ").append(view.counts().stopped()).append(" stopped early");
    }
    if (view.counts().notCompleted() > 0) {
      text.append(", ").append(view.counts().notCompleted()).append(" not completed");
    }
    if (!Double.isNaN(view.bestAccuracy())) {
      text.append(String.format(Locale.ROOT, ", best %.4f", view.bestAccuracy()));
    }
    if (view.imagesPerSecond() > 0) {
      text.append(String.format(Locale.ROOT, ", %.0f images/s", view.imagesPerSecond()));
    }
    text.append(", ").append(Durations.text(view.seconds())).append(" so far");
    if (!Double.isNaN(view.secondsLeft()) && view.counts().ended() < view.counts().trials()) {
      text.append(", ").append(Durations.text(view.secondsLeft())).append(" left");
    }
    return text.toString();
  }

  static String running(TrialProgress trial) {
    String accuracy =
        Double.isNaN(trial.accuracy())
            ? ""
            : String.format(Locale.ROOT, ", accuracy %.4f", trial.accuracy());
    return trial.id() + ": epoch " + trial.epoch() + "/" + trial.epochs() + accuracy;
  }
}
