package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.PartSizes;
import dev.ablate.model.Shape;
import dev.ablate.sweep.config.Written;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand trials of heavy-tailed length, in the order that the planner gives them. */
final class OrderTest {
  private static final int TRIALS = 1_000;
  private static final int SLOTS = 64;

  @TempDir Path folder;

  @Test
  void sixtyFourSlotsEndWithinATenthOfTheLowerBound() throws Exception {
    List<PlannedTrial> trials = plan().toRun();

    assertThat(trials).hasSize(TRIALS);
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Double> real = new ArrayList<>();
      for (PlannedTrial trial : trials) {
        // The planner believes epochs, within 30 percent of what the trial will take.
        real.add(trial.spec().training().epochs() / (0.7 + 0.6 * random.nextDouble()));
      }
      double work = real.stream().mapToDouble(d -> d).sum();
      double bound = Math.max(work / SLOTS, Collections.max(real));
      List<Double> asWritten = new ArrayList<>();
      Map<Double, Double> byDecay = new HashMap<>();
      for (int i = 0; i < TRIALS; i++) {
        byDecay.put(trials.get(i).spec().training().l2(), real.get(i));
      }
      for (int i = 0; i < TRIALS; i++) {
        asWritten.add(byDecay.get((double) i));
      }

      assertThat(Forecast.makespan(real, SLOTS)).isLessThanOrEqualTo(1.10 * bound);
      assertThat(Forecast.makespan(asWritten, SLOTS)).isGreaterThan(Forecast.makespan(real, SLOTS));
    }
  }

  /** Pareto, from 1 to 100. */
  private static double length(Random random) {
    return Math.min(100, Math.pow(1 - random.nextDouble(), -1 / 1.5));
  }

  /**
   * Epochs in proportion to their lengths but for the last digits, which make them distinct; a
   * setting of its own for each, so that no trial is another's beginning.
   */
  private SweepPlan plan() throws Exception {
    Random random = new Random(7);
    String epochs =
        IntStream.range(0, TRIALS)
            .mapToObj(i -> String.valueOf(1_000L * (long) (1_000 * length(random)) + i))
            .collect(Collectors.joining(", "));
    String decays =
        IntStream.range(0, TRIALS).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    return Planner.plan(
        new Written(folder)
            .sweep(
                """
                sweep.axes = [
                  { name = epochs, path = training.epochs, values = [%s] }
                  { name = l2, path = training.l2, values = [%s] }
                ]
                sweep.zip = [[epochs, l2]]
                """
                    .formatted(epochs, decays)),
        new DataFacts(new Shape(1, 28, 28), 10, "data", new PartSizes(1_000, 0, 100)),
        "engine-1",
        Optional.empty(),
        SLOTS,
        id -> Optional.empty());
  }
}
