package dev.ablate;

import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.trial.Checkpoints;
import dev.ablate.trial.Stop;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialOutcome.Failure;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.TrialSpec;
import dev.ablate.trial.WeightStore;
import java.util.function.Supplier;

/** Runs one trial. The one place where an exception becomes an outcome. */
public final class TrialRunner {

  private TrialRunner() {}

  /**
   * Trains, measures and keeps weights as asked, on the calling thread. Never throws for what a
   * trial did; an interrupted thread ends it as stopped and stays interrupted.
   *
   * @param data the images of the request's specification, split
   */
  public static TrialOutcome run(
      TrialRequest request,
      TrainingEngine engine,
      SplitDataset data,
      TrialObserver observer,
      WeightStore weights) {
    return run(request, engine, data, observer, weights, Checkpoints.NONE);
  }

  /**
   * The same, going on from the trial's checkpoint where there is one, and leaving new ones. The
   * result is that of a trial that was never cut, to the bit. A trial that is stopped leaves its
   * last one, and so does one that completed if its snapshots ask for the state; whoever keeps the
   * outcome of another removes it.
   */
  public static TrialOutcome run(
      TrialRequest request,
      TrainingEngine engine,
      SplitDataset data,
      TrialObserver observer,
      WeightStore weights,
      Checkpoints checkpoints) {
    return run(request, engine, () -> data, observer, weights, checkpoints);
  }

  /**
   * The same, with images that this trial alone may be unable to use: what the split throws is an
   * outcome like what training throws.
   */
  public static TrialOutcome run(
      TrialRequest request,
      TrainingEngine engine,
      Supplier<SplitDataset> images,
      TrialObserver observer,
      WeightStore weights,
      Checkpoints checkpoints) {
    HistoryRecorder recorder = new HistoryRecorder();
    try {
      SplitDataset data = images.get();
      ModelRequest asked = modelRequest(request.spec(), data);
      try (Model model = engine.build(asked)) {
        InitialState.take(weights, asked, model);
        WeightKeeper keeper = new WeightKeeper(request, model, weights);
        return new TrainingLoop(request, data, model, observer, keeper, checkpoints, recorder)
            .run();
      }
    } catch (Throwable thrown) {
      return outcome(thrown, recorder);
    }
  }

  private static ModelRequest modelRequest(TrialSpec spec, SplitDataset data) {
    return new ModelRequest(
        spec.network(), data.shape(), data.classes(), spec.training(), spec.seed());
  }

  private static TrialOutcome outcome(Throwable thrown, HistoryRecorder recorder) {
    if (Thread.currentThread().isInterrupted() || thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new TrialOutcome.Stopped(recorder.history(), Stop.requested(TrainingLoop.INTERRUPTED));
    }
    // Engines wrap: the root says what went wrong.
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return new TrialOutcome.Failed(recorder.history(), Failure.OUT_OF_MEMORY, line(cause));
      }
    }
    return new TrialOutcome.Failed(recorder.history(), Failure.EXCEPTION, line(thrown));
  }

  private static String line(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    return thrown.getMessage() == null
        ? name
        : name + ": " + thrown.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
