package dev.ablate.sweep.run;

import dev.ablate.data.ImageDataset;
import dev.ablate.device.Placement;
import dev.ablate.sweep.execution.SweepListener;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.ResultsFolder;

/** Hears of a run in the order of its methods; what it hears while trials train is above. */
public interface RunListener extends SweepListener {

  /** What trials will run on, where the driver knows it before executors do. */
  void placed(Placement placement);

  /** Pictures in files are being decoded: so many of all; may take minutes. */
  void decoded(int done, int total);

  /** The images are read. */
  void images(ImageDataset images);

  /**
   * The plan is made.
   *
   * @param slots trials at a time
   */
  void planned(SweepPlan plan, int slots);

  /**
   * Trials begin.
   *
   * @param folder where their rows go
   * @param local whether they train in this process
   */
  void trainingBegins(SweepPlan plan, ResultsFolder folder, boolean local);

  /** No trial trains any more, whatever the reason. */
  void trainingEnded();
}
