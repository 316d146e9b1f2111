package dev.ablate.sweep.cli;

import dev.ablate.data.ImageDataset;
import dev.ablate.device.Placement;
import dev.ablate.sweep.execution.DeviceNotice;
import dev.ablate.sweep.execution.ProgressEvent;
import dev.ablate.sweep.execution.SweepProgress;
import dev.ablate.sweep.plan.PlannedTrial;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.run.RunListener;
import dev.ablate.trial.TrialId;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what is heard of a run: lines that stay, and the progress of its trials. */
final class RunDisplay implements RunListener {

  private final PrintWriter out;
  private final boolean terminal;
  private final DecodingBar decoding;
  private volatile boolean local;
  private volatile SweepProgress progress;
  private volatile ProgressDisplay display;
  private volatile ProgressTeller teller;
  private final boolean watched;
  private LivePage page;
  private int slots;

  /**
   * On a stream.
   *
   * @param terminal whether it may redraw what it printed
   * @param watched whether a page shows the run while it trains
   */
  RunDisplay(PrintWriter out, boolean terminal, boolean watched) {
    this.watched = watched;
    this.out = out;
    this.terminal = terminal;
    this.decoding = new DecodingBar(out, terminal, System::nanoTime);
  }

  @Override
  public void placed(Placement placement) {
    DeviceLines.print(out, placement);
  }

  @Override
  public void decoded(int done, int total) {
    decoding.show(done, total);
  }

  @Override
  public void images(ImageDataset images) {
    decoding.end();
    int skipped = images.provenance().skipped();
    out.println(
        "data      "
            + images.source()
            + (skipped == 0
                ? ""
                : String.format(
                    Locale.ROOT, ", without %,d pictures that cannot be read", skipped)));
  }

  @Override
  public void planned(SweepPlan plan, int slots) {
    this.slots = slots;
    out.println("plan      " + PlanCounts.line(plan) + ", " + slots + " at a time");
    plan.notices().forEach(out::println);
  }

  @Override
  public void trainingBegins(SweepPlan plan, ResultsFolder folder, boolean inThisProcess) {
    local = inThisProcess;
    progress = new SweepProgress(work(plan.toRun()), System::nanoTime);
    display = new ProgressDisplay(progress, out, terminal);
    teller = new ProgressTeller(progress, folder, slots);
    teller.start();
    if (watched) {
      page = LivePage.serve(folder, LivePage.HERE, 0);
      out.println("watch     " + page.address());
    }
    display.start();
  }

  @Override
  public void trainingEnded() {
    display.close();
    teller.close();
    if (page != null) {
      page.close();
    }
  }

  @Override
  public void progress(ProgressEvent event) {
    progress.accept(event);
    teller.accept(event);
  }

  /** In local mode it was said before. */
  @Override
  public void device(DeviceNotice notice) {
    if (!local) {
      display.note(DeviceLines.of(notice));
    }
  }

  @Override
  public void notice(String line) {
    if (display == null) {
      out.println(line);
    } else {
      display.note(List.of(line));
    }
  }

  private static Map<TrialId, SweepProgress.Work> work(List<PlannedTrial> trials) {
    Map<TrialId, SweepProgress.Work> work = new LinkedHashMap<>();
    trials.forEach(
        trial ->
            work.put(
                trial.id(),
                new SweepProgress.Work(
                    trial.summary().macs(), trial.fromEpoch(), trial.spec().training().epochs())));
    return work;
  }
}
