package dev.ablate.sweep.bench;

import dev.ablate.engine.idle.WaitingEngineProvider;
import dev.ablate.sweep.plan.Forecast;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.training.TrainingSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A study whose trials train nothing.
 *
 * @param engine that it runs on
 * @param settings HOCON: axes and how they go together
 * @param seconds that a trial takes by itself
 */
public record TrialLoad(String engine, String settings, ToDoubleFunction<TrainingSpec> seconds) {

  /** Trials that end at once. */
  public static TrialLoad idle(int trials) {
    return new TrialLoad(
        "idle",
        String.format(
            Locale.ROOT,
            "axes = [{ name = l2, path = training.l2, range { low = 0, high = 1, steps = %d } }]",
            trials),
        training -> 0);
  }

  /** Trials of heavy-tailed length, from 1 to 40 seconds, which the planner knows within 30 %. */
  public static TrialLoad waiting(int trials) {
    Random random = new Random(7);
    // The penalty makes trials distinct, and draws their steps' length.
    String values =
        IntStream.range(0, trials)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "{ label = t%d, value { epochs = %d, l2 = %d } }",
                        i,
                        Math.round(10 * length(random)),
                        i))
            .collect(Collectors.joining("\n"));
    return new TrialLoad(
        "waiting",
        "axes = [{ name = trial, path = training, values = [\n" + values + "\n] }]",
        training -> training.epochs() * WaitingEngineProvider.stepSeconds(training));
  }

  /** Pareto's distribution, cut. */
  private static double length(Random random) {
    return Math.min(40, Math.pow(1 - random.nextDouble(), -1 / 1.5));
  }

  String config(Path folder) {
    return String.format(
        Locale.ROOT,
        """
        sweep {
          name = bench
          output = "%s"
          engine = %s
          device = cpu
          dataset { name = fashion-mnist, train-limit = 20, test-limit = 10 }
          network { layers = [{ name = dense1, type = dense, units = 10 }] }
          training { epochs = 1, batch-size = 20, optimizer { name = sgd, learning-rate = 0.1 } }
          %s
        }
        """,
        folder.resolve("results"),
        engine,
        settings);
  }

  double lowerBound(SweepPlan plan, int slots) {
    List<Double> each =
        plan.toRun().stream().map(trial -> seconds.applyAsDouble(trial.spec().training())).toList();
    return Forecast.lowerBound(each, slots);
  }
}
