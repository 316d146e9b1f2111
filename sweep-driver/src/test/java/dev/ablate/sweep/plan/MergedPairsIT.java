package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.sweep.design.Design;
import dev.ablate.sweep.design.DesignPoint;
import dev.ablate.training.TrainingSpec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Points that the plan merges, trained apart as they are written, with nothing normalised away but
 * what the network is built from.
 */
final class MergedPairsIT {
  private static final int PAIRS = 40;
  private static final int STEPS = 12;

  private static final String AXES =
      """
      sweep.axes = [
        { name = rule, path = training.optimizer.name
          values = [adam, sgd, nesterov, rmsprop, adamw, adagrad] }
        { name = momentum, path = training.optimizer.momentum, values = [0.5, 0.9] }
        { name = decay, path = training.optimizer.weight-decay, values = [0.1, 0.01] }
        { name = beta, path = training.optimizer.beta2, values = [0.9, 0.99] }
        { name = every, path = training.schedule.every, values = [1, 2] }
        { name = depth, path = network.layers.block.repeat, values = [0, 1] }
        { name = filters, path = network.layers.block.conv.filters, values = [3, 5] }
        { name = pool, path = network.layers.pool1.kind, values = [max, none] }
        { name = size, path = network.layers.pool1.size, values = [2, 3] }
      ]
      """;

  @TempDir Path folder;

  @Test
  void mergedPairsTrainToTheSameBits() throws Exception {
    RealTrials trials = new RealTrials(folder, AXES);
    SweepPlan plan = trials.plan();
    List<DesignPoint> points = Design.of(trials.sweep()).points().toList();
    Map<Object, List<DesignPoint>> merged = new LinkedHashMap<>();
    for (PlannedPoint point : plan.points()) {
      merged
          .computeIfAbsent(point.trialId(), unseen -> new ArrayList<>())
          .add(points.get(point.point()));
    }
    List<List<DesignPoint>> sets =
        new ArrayList<>(merged.values().stream().filter(set -> set.size() > 1).toList());
    Random random = new Random(1);
    Collections.shuffle(sets, random);

    assertThat(plan.merged()).isGreaterThan(points.size() / 2);
    assertThat(sets).hasSizeGreaterThanOrEqualTo(PAIRS);
    for (List<DesignPoint> set : sets.subList(0, PAIRS)) {
      Collections.shuffle(set, random);
      DesignPoint one = set.get(0);
      DesignPoint other = set.get(1);

      assertThat(trained(trials, one))
          .as("%s and %s", one.cell(), other.cell())
          .isEqualTo(trained(trials, other));
    }
  }

  /** All that the next step would depend on. */
  private static byte[] trained(RealTrials trials, DesignPoint point) throws IOException {
    SplitDataset data = trials.data();
    TrainingSpec training = point.training();
    ModelRequest request =
        new ModelRequest(
            point.network().network(data.classes()),
            data.shape(),
            data.classes(),
            training,
            point.seed());
    try (Model model = trials.engine().build(request)) {
      for (int step = 0; step < STEPS; step++) {
        int size = training.batchSize();
        ImageSubset batch = data.train().slice(step % 4 * size, size);
        double rate =
            training.optimizer().learningRate()
                * training.schedule().factor(step / 4.0, training.epochs());
        model.train(batch, rate, step / 4, step);
      }
      model.takeTrainMetrics();
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      model.writeState(new DataOutputStream(state));
      return state.toByteArray();
    }
  }
}
