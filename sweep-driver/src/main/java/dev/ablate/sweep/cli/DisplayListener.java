package dev.ablate.sweep.cli;

import dev.ablate.sweep.execution.DeviceNotice;
import dev.ablate.sweep.execution.ProgressEvent;
import dev.ablate.sweep.execution.SweepListener;
import dev.ablate.sweep.execution.SweepProgress;
import java.util.List;

/** Shows what is heard of a run. */
final class DisplayListener implements SweepListener {

  private final SweepProgress progress;
  private final ProgressDisplay display;
  private final boolean local;

  /**
   * For a run.
   *
   * @param local whether it said what it runs on before it began
   */
  DisplayListener(SweepProgress progress, ProgressDisplay display, boolean local) {
    this.progress = progress;
    this.display = display;
    this.local = local;
  }

  @Override
  public void progress(ProgressEvent event) {
    progress.accept(event);
  }

  @Override
  public void device(DeviceNotice notice) {
    if (!local) {
      display.note(DeviceLines.of(notice));
    }
  }

  @Override
  public void notice(String line) {
    display.note(List.of(line));
  }
}
