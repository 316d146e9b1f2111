package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.model.ConvSpec;
import dev.ablate.model.LayerSpec;
import dev.ablate.model.NetworkSpec;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import dev.ablate.sweep.config.Written;
import dev.ablate.sweep.study.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CostModelTest {
  @TempDir Path folder;

  /**
   * Networks of many proportions, on a machine of other prices, measured with five percent noise.
   */
  private List<Work> works() throws Exception {
    List<Work> works = new ArrayList<>();
    Random random = new Random(7);
    for (int filters : new int[] {4, 8, 16, 32, 64}) {
      for (int units : new int[] {16, 128, 1024}) {
        for (boolean norm : new boolean[] {false, true}) {
          SweepSpec spec =
              new Written(folder)
                  .sweep(
                      "",
                      "sweep.network.layers.conv1.filters=" + filters,
                      "sweep.network.layers.conv1.batch-norm=" + norm,
                      "sweep.network.layers.dense1.units=" + units);
          NetworkSummary summary =
              NetworkSummary.of(spec.network().network(10), new Shape(1, 28, 28));
          int steps = 100 + random.nextInt(900);
          works.add(new Work(summary, new TrialWork(steps, steps * 64.0, steps * 10.0)));
        }
      }
    }
    return works;
  }

  private record Work(NetworkSummary summary, TrialWork work) {
    double trueSeconds() {
      double[] prices = {3e-11, 2e-11, 9e-10, 5e-10, 1e-8, 1e-5, 2};
      List<Double> amounts = CostObservation.amounts(summary, work);
      double seconds = 0;
      for (int k = 0; k < prices.length; k++) {
        seconds += prices[k] * amounts.get(k);
      }
      return seconds;
    }

    CostObservation observed(Random random) {
      double noise = Math.exp(0.05 * random.nextGaussian());
      return CostObservation.of(summary, work, trueSeconds() * noise);
    }
  }

  @Test
  void learnsThePricesOfAMachine() throws Exception {
    Random random = new Random(1);
    List<CostObservation> observations = works().stream().map(w -> w.observed(random)).toList();

    CostModel model = CostModel.fit(observations).orElseThrow();

    for (Work work : works()) {
      assertThat(model.seconds(work.summary(), work.work()) / work.trueSeconds())
          .isBetween(0.85, 1.15);
    }
    assertThat(model.logError()).isCloseTo(0.05, within(0.03));
  }

  @Test
  void fewObservationsSetTheSpeedOfATypicalMachine() throws Exception {
    Work one = works().get(0);
    CostModel model =
        CostModel.fit(List.of(CostObservation.of(one.summary(), one.work(), 10))).orElseThrow();

    assertThat(model.seconds(one.summary(), one.work())).isCloseTo(10, within(0.5));
    for (Work work : works()) {
      assertThat(model.seconds(work.summary(), work.work())).isPositive();
    }
  }

  @Test
  void nothingIsKnownWithoutObservations() {
    assertThat(CostModel.fit(List.of())).isEmpty();
  }

  @Test
  void historyKeepsObservationsOfAMachineApart() throws Exception {
    CostObservation observation = works().get(3).observed(new Random(1));
    CostHistory here = CostHistory.in(folder.resolve("costs"), "dl4j-1", "some CPU @ 3GHz/2");

    here.add(List.of(observation, observation));
    here.add(List.of(observation));

    assertThat(here.observations()).containsExactly(observation, observation, observation);
    assertThat(CostHistory.in(folder.resolve("costs"), "dl4j-2", "x").observations()).isEmpty();
  }

  @Test
  void nothingToRememberNeedsNoFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    CostHistory history = CostHistory.in(file, "a", "b");

    history.add(List.of());

    assertThatThrownBy(() -> history.add(List.of(works().get(3).observed(new Random(1)))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void damagedLinesOfAHistoryAreLeftOut() throws Exception {
    CostHistory history = CostHistory.in(folder.resolve("costs"), "a", "b");
    CostObservation observation = works().get(3).observed(new Random(1));
    history.add(List.of(observation));
    Files.writeString(folder.resolve("costs/a@b.tsv"), "1\t2\nwhat\n");

    assertThat(history.observations()).isEmpty();
  }

  @Test
  void calibrationObservesEveryKindOfWork() throws Exception {
    LayerSpec layer = new Written(folder).sweep("").network().layers().get(0);
    NetworkSummary summary =
        NetworkSummary.of(
            new NetworkSpec(List.of((ConvSpec) layer)).network(10), new Shape(1, 28, 28));

    assertThat(CostObservation.ofSteps(summary, new TrialWork(5, 50, 0), 1).amounts())
        .hasSize(CostObservation.KINDS.size())
        .endsWith(0.0);
  }

  @Test
  void historyThatIsNoTextIsAProblemOfItsFile() throws Exception {
    CostHistory history = CostHistory.in(folder, "a", "b");
    Files.write(folder.resolve("a@b.tsv"), new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});

    assertThatThrownBy(history::observations).isInstanceOf(IOException.class);
  }
}
