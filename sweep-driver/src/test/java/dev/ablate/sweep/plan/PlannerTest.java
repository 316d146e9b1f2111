package dev.ablate.sweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.PartSizes;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Shape;
import dev.ablate.sweep.config.Written;
import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.plan.PlannedTrial.State;
import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlannerTest {
  private static final DataFacts DATA =
      new DataFacts(new Shape(1, 28, 28), 10, "data", new PartSizes(1_000, 0, 100));

  @TempDir Path folder;
  private Written written;

  @BeforeEach
  void write() {
    written = new Written(folder);
  }

  @Test
  void pointsThatAskOtherEpochsShareTheLongestTrial() throws Exception {
    SweepPlan plan = plan("{ name = epochs, path = training.epochs, values = [10, 30, 20] }");

    assertThat(plan.points()).extracting(PlannedPoint::atEpoch).containsExactly(10, 30, 20);
    assertThat(plan.points())
        .extracting(PlannedPoint::trialId)
        .hasSize(3)
        .containsOnly(Optional.of(plan.trials().get(0).id()));
    assertThat(plan.trials()).hasSize(1);
    assertThat(plan.trials().get(0).spec().training().epochs()).isEqualTo(30);
    assertThat(plan.trials().get(0).points()).isEqualTo(3);
    assertThat(plan.merged()).isZero();
    assertThat(plan.sharingPrefix()).isEqualTo(2);
  }

  @Test
  void whatTheOptimizerDoesNotReadMergesPoints() throws Exception {
    SweepPlan plan =
        plan(
            "{ name = rule, path = training.optimizer.name, values = [adam, momentum] }",
            "{ name = momentum, path = training.optimizer.momentum, values = [0.5, 0.9] }");

    assertThat(plan.points()).hasSize(4);
    assertThat(plan.trials()).hasSize(3);
    assertThat(plan.merged()).isEqualTo(1);
    assertThat(plan.sharingPrefix()).isZero();
  }

  @Test
  void scheduleThatIsConstantHasNoSteps() throws Exception {
    SweepPlan plan = plan("{ name = every, path = training.schedule.every, values = [1, 2, 3] }");

    assertThat(plan.trials()).hasSize(1);
  }

  @Test
  void layerThatIsNotThereHasNoSettings() throws Exception {
    SweepPlan plan =
        plan(
            "{ name = depth, path = network.layers.block.repeat, values = [0, 1] }",
            "{ name = filters, path = network.layers.block.conv.filters, values = [4, 8, 16] }");

    assertThat(plan.points()).hasSize(6);
    assertThat(plan.trials()).hasSize(4);
  }

  @Test
  void frozenLayersThatAreNoneMakeAnInvalidPoint() throws Exception {
    SweepPlan plan =
        plan(
            "{ name = freeze, path = training.freeze, values = ["
                + "{ label = none, value { epochs = 0 } },"
                + "{ label = stray, value { layers = [conv1, conv7], epochs = 1 } }] }");

    assertThat(plan.points().get(1).reason())
        .isEqualTo("training.freeze.layers must name layers of the network, but conv7 is none");
    assertThat(plan.trials()).hasSize(1);
  }

  @Test
  void kernelLargerThanItsInputIsAnInvalidPoint() throws Exception {
    SweepPlan plan =
        plan("{ name = kernel, path = network.layers.conv1.kernel, values = [5, 29] }");

    assertThat(plan.points())
        .extracting(PlannedPoint::validity)
        .containsExactly(Validity.VALID, Validity.INVALID);
    assertThat(plan.points().get(1).reason())
        .isEqualTo("conv1: kernel 29 is larger than its input 1x28x28");
    assertThat(plan.points().get(1).trialId()).isEmpty();
    assertThat(plan.trials()).hasSize(1);
  }

  @Test
  void meansThatDoNotFitAPointsChannelsMakeItInvalid() throws Exception {
    DataFacts colours =
        new DataFacts(new Shape(3, 28, 28), 10, "data", new PartSizes(1_000, 0, 100));
    SweepSpec spec =
        written.sweep(
            """
            sweep.dataset { normalise = given, mean = [0.5, 0.5, 0.5], deviation = [0.2, 0.2, 0.2] }
            sweep.axes = [{ name = grey, path = dataset.greyscale, values = [false, true] }]
            """);

    SweepPlan plan =
        Planner.plan(spec, colours, "fake-1", Optional.empty(), 1, id -> Optional.empty());

    assertThat(plan.points())
        .extracting(PlannedPoint::reason)
        .containsExactly("", "dataset.mean must have 1 values, one a channel, but has 3");
    assertThat(plan.trials()).hasSize(1);
  }

  @Test
  void limitThatLeavesNothingToTrainOnMakesAPointInvalid() throws Exception {
    SweepPlan plan =
        plan(
            "{ name = images, path = dataset, values = ["
                + "{ label = few, value { train-limit = 2, validation = 0.9 } },"
                + "{ label = all, value { train-limit = 0 } }] }");

    assertThat(plan.points())
        .extracting(PlannedPoint::reason)
        .containsExactly(
            "no training images are left: 2 of 2 are held out by validation = 0.9", "");
  }

  @Test
  void longestTrialIsFirstAndEqualOnesKeepTheirOrder() throws Exception {
    SweepPlan plan =
        plan(
            "{ name = rate, path = training.optimizer.learning-rate, values = [0.1, 0.2] }",
            "{ name = filters, path = network.layers.conv1.filters, values = [4, 16, 8] }");

    assertThat(plan.trials())
        .extracting(trial -> trial.spec().training().optimizer().learningRate())
        .containsExactly(0.1, 0.2, 0.1, 0.2, 0.1, 0.2);
    assertThat(plan.trials())
        .extracting(trial -> trial.summary().macs())
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void finishedTrialsAreDone() throws Exception {
    assertThat(replanned("completed", 3)).isEqualTo("DONE 2");
    assertThat(replanned("completed", 4)).isEqualTo("DONE 2");
    assertThat(replanned("diverged", 3)).isEqualTo("DONE 2");
    assertThat(replanned("failed", 3)).isEqualTo("DONE 2");
  }

  @Test
  void shorterAndStoppedTrialsRunAgain() throws Exception {
    assertThat(replanned("completed", 2)).isEqualTo("TO_RUN 3");
    assertThat(replanned("stopped", 3)).isEqualTo("TO_RUN 3");
  }

  @Test
  void stoppedTrialsAreDoneWhereTrialsAreToBeStopped() throws Exception {
    String asha = "sweep.stopping = asha";

    assertThat(replanned("stopped", 3, "rule", asha)).isEqualTo("DONE 2");
    assertThat(replanned("stopped", 3, "rule", "")).isEqualTo("TO_RUN 3");
    assertThat(replanned("stopped", 3, "request", asha)).isEqualTo("TO_RUN 3");
    assertThat(replanned("stopped", 3, "time-limit", "")).isEqualTo("DONE 2");
    assertThat(replanned("completed", 2, null, asha)).isEqualTo("TO_RUN 3");
  }

  @Test
  void baselineAndProtectedPointsAreKept() throws Exception {
    SweepSpec spec =
        written.sweep(
            """
                sweep.axes = [
                  { name = filters, path = network.layers.conv1.filters, values = [3, 5, 7] }
                ]
                sweep.stopping { type = asha, protect = "filters == 7" }
                """);
    SweepPlan plan =
        Planner.plan(spec, DATA, "fake-1", Optional.empty(), 1, id -> Optional.empty());

    Set<TrialId> kept = ProtectedTrials.of(spec, plan, DATA, "fake-1", StoredStarts.AS_WRITTEN);

    // The baseline is no point of this design.
    assertThat(kept).hasSize(2).contains(plan.points().get(2).trialId().orElseThrow());
    assertThat(kept).doesNotContain(plan.points().get(0).trialId().orElseThrow());
  }

  /** The file's checksum, a part of the trial's identity, is looked up. */
  @Test
  void baselineThatStartsFromStoredWeightsIsKept() throws Exception {
    StoredStarts starts = (start, network, input) -> start.found(start.weights(), "0".repeat(64));
    SweepSpec spec =
        written.sweep(
            "sweep { training.start.weights = weights, stopping = { type = asha, protect = [] } }");
    SweepPlan plan =
        Planner.plan(spec, DATA, "fake-1", starts, Optional.empty(), 1, id -> Optional.empty());

    assertThat(ProtectedTrials.of(spec, plan, DATA, "fake-1", starts))
        .containsExactly(plan.trials().get(0).id());
  }

  @Test
  void trialWhoseStateIsKeptGoesOn() throws Exception {
    SweepPlan plan =
        planned(id -> Optional.of(new FinishedTrial(id, 1, "completed", null, null, 2, 2, true)));

    PlannedTrial trial = plan.toRun().get(0);
    assertThat(trial.attempt()).isEqualTo(2);
    assertThat(trial.fromEpoch()).isEqualTo(2);
    assertThat(TrialWork.of(trial.spec(), DATA, trial.fromEpoch()))
        .isEqualTo(new TrialWork(15, 900, 200));
  }

  private String replanned(String status, int epochsAsked) throws Exception {
    return replanned(status, epochsAsked, null, "");
  }

  private String replanned(String status, int epochsAsked, String stoppedBy, String more)
      throws Exception {
    SweepPlan plan =
        Planner.plan(
            written.sweep(more),
            DATA,
            "engine-1",
            Optional.empty(),
            2,
            id ->
                Optional.of(
                    new FinishedTrial(id, 2, status, null, stoppedBy, epochsAsked, 1, false)));
    PlannedTrial trial = plan.trials().get(0);
    assertThat(plan.toRun()).hasSize(trial.state() == State.TO_RUN ? 1 : 0);
    return trial.state() + " " + trial.attempt();
  }

  @Test
  void memoryIsThatOfActivationsAndParameters() throws Exception {
    PlannedTrial trial = planned(id -> Optional.empty()).trials().get(0);

    // Outputs and gradients of a step's 64 images, outputs of the 128 evaluated at a time.
    long activations = trial.summary().activations() * (2 * 64 + 128) * 4;
    long parameters = trial.summary().parameters() * 4 * 4;
    assertThat(trial.memoryBytes()).isEqualTo(activations + parameters);
  }

  private SweepPlan plan(String... axes) throws Exception {
    return Planner.plan(
        written.axes(axes), DATA, "engine-1", Optional.empty(), 2, id -> Optional.empty());
  }

  private SweepPlan planned(Function<TrialId, Optional<FinishedTrial>> finished) throws Exception {
    return Planner.plan(written.axes(), DATA, "engine-1", Optional.empty(), 2, finished);
  }

  @Test
  void budgetPostponesWholeTrials() throws Exception {
    SweepPlan plan =
        Planner.plan(
            written.sweep(
                """
                sweep.budget.max-trials = 2
                sweep.axes = [{ name = l2, path = training.l2, values = [1, 2, 3] }]
                """),
            DATA,
            "engine-1",
            Optional.empty(),
            2,
            id -> Optional.empty());

    assertThat(plan.trials())
        .extracting(PlannedTrial::state)
        .containsExactly(State.TO_RUN, State.TO_RUN, State.POSTPONED);
    assertThat(plan.toRun()).hasSize(2);
  }

  @Test
  void budgetOfHoursTakesWhatFits() throws Exception {
    SweepSpec spec =
        written.sweep(
            """
            sweep.budget.max-hours = 1
            sweep.axes = [{ name = epochs, path = training.batch-size, values = [64, 32, 16] }]
            """);
    SweepPlan free =
        Planner.plan(spec, DATA, "engine-1", Optional.empty(), 1, id -> Optional.empty());
    NetworkSummary summary = free.trials().get(0).summary();
    CostObservation halfAnHour =
        CostObservation.of(summary, TrialWork.of(free.trials().get(0).spec(), DATA), 1_500);

    SweepPlan plan =
        Planner.plan(
            spec, DATA, "engine-1", CostModel.fit(List.of(halfAnHour)), 1, id -> Optional.empty());

    assertThat(free.toRun()).hasSize(3);
    assertThat(plan.count(State.POSTPONED)).isPositive();
    Forecast forecast = Forecast.of(plan, 1, 0.1);
    assertThat(forecast.makespanSeconds()).isBetween(1_000.0, 3_600.0);
    assertThat(forecast.lowSeconds()).isLessThan(forecast.makespanSeconds());
    assertThat(forecast.highSeconds()).isGreaterThan(forecast.makespanSeconds());
    assertThat(forecast.lowerBoundSeconds()).isEqualTo(forecast.makespanSeconds());
  }

  @Test
  void workIsStepsImagesAndEvaluations() throws Exception {
    TrialSpec spec = planned(id -> Optional.empty()).trials().get(0).spec();

    // 900 images in 15 steps of 64, three times; 100 for validation and 100 for the test, each
    // time.
    assertThat(TrialWork.of(spec, DATA)).isEqualTo(new TrialWork(45, 2_700, 600));
  }

  @Test
  void sameSweepPlansTheSame() throws Exception {
    String[] axes = {
      "{ name = filters, path = \"network.layers.**.filters\", values = [4, 8] }",
      "{ name = kernel, path = network.layers.conv1.kernel, values = [3, 5, 29] }"
    };

    assertThat(plan(axes)).isEqualTo(plan(axes));
    assertThat(List.of(plan(axes).trials().size(), plan(axes).points().size()))
        .containsExactly(4, 6);
  }
}
