package dev.ablate.sweep.plan;

import dev.ablate.data.PartSizes;
import dev.ablate.model.Shape;
import dev.ablate.sweep.config.Written;
import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.TrialId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Plans large grids; a program of its own, so that a test can give it a heap of its own. */
final class LargePlans {
  private static final String AXES =
      """
      sweep.axes = [
        { name = rule, path = training.optimizer.name, values = [adam, sgd, rmsprop, nesterov, adamw] }
        { name = rate, path = training.optimizer.learning-rate
          range { low = 1e-4, high = 1e-1, scale = log, steps = 10 } }
        { name = first, path = network.layers.conv1.filters, values = [4, 8, 16, 32, 64] }
        { name = second, path = network.layers.block.conv.filters, values = [4, 8, 16, 32, 64] }
        { name = kernel, path = network.layers.conv1.kernel, values = [3, 5, 7, 29] }
        { name = dropout, path = network.layers.dense1.dropout, values = [0, 0.25, 0.5, 0.75] }
        { name = batch-norm, path = "network.layers.**.batch-norm", values = [false, true] }
        { name = epochs, path = training.epochs, values = [10, 20, 30, 40, 50] }
      ]
      sweep.where = ["second >= first", "not (rule == 'sgd' and rate < 0.001)"]
      """;

  private LargePlans() {}

  /** A grid of 14,500 points. */
  static SweepPlan katib(Path folder) throws Exception {
    return plan(
        new Written(folder)
            .sweep(
                """
                sweep.axes = [
                  { name = rate, path = training.optimizer.learning-rate
                    range { low = 1e-4, high = 1e-1, scale = log, steps = 29 } }
                  { name = first, path = network.layers.conv1.filters
                    range { low = 1, high = 50, steps = 50 } }
                  { name = units, path = network.layers.dense1.units
                    range { low = 10, high = 100, steps = 10 } }
                ]
                """));
  }

  /** A grid of 1,000,000 points under two constraints. */
  static SweepPlan million(Path folder) throws Exception {
    return plan(new Written(folder).sweep(AXES + "sweep.seeds = [1, 2, 3, 4, 5]\n"));
  }

  private static SweepPlan plan(SweepSpec spec) {
    return Planner.plan(
        spec,
        new DataFacts(new Shape(1, 28, 28), 10, "data", new PartSizes(60_000, 0, 10_000)),
        "engine-1",
        Optional.empty(),
        2,
        id -> Optional.empty());
  }

  /** All that a plan says of its points and of the order of its trials. */
  static String digest(SweepPlan plan) {
    StringBuilder text = new StringBuilder();
    plan.points()
        .forEach(p -> text.append(p.cell()).append(p.seed()).append(p.trialId()).append('\n'));
    plan.trials().forEach(trial -> text.append(trial.id()).append('\n'));
    return TrialId.of(text.toString()).value();
  }

  /** Plans the million and says how long it took, or the smaller grid and says which it is. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("plan");
    if (List.of(arguments).contains("katib")) {
      System.out.println(digest(katib(folder)));
      return;
    }
    long start = System.nanoTime();
    SweepPlan plan = million(folder);
    System.out.printf(
        "points=%d excluded=%d invalid=%d trials=%d seconds=%.1f%n",
        plan.points().size(),
        plan.count(Validity.EXCLUDED),
        plan.count(Validity.INVALID),
        plan.trials().size(),
        (System.nanoTime() - start) / 1e9);
    Files.delete(folder.resolve("x.conf"));
    Files.delete(folder);
  }
}
