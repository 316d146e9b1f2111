package dev.ablate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.AugmentationSpec;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.fake.FakeEngine;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.trial.Measurement;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.Split;
import dev.ablate.trial.Stop;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialOutcome.Completed;
import dev.ablate.trial.TrialOutcome.Diverged;
import dev.ablate.trial.TrialOutcome.Failed;
import dev.ablate.trial.TrialOutcome.Failure;
import dev.ablate.trial.TrialOutcome.Stopped;
import dev.ablate.trial.TrialProgress;
import dev.ablate.trial.TrialSpec;
import dev.ablate.trial.WeightStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrialRunnerTest {

  private static final int BATCHES = FakeTrial.BATCHES;

  private final Map<String, ByteArrayOutputStream> stored = new TreeMap<>();
  private final WeightStore store =
      (id, name, contents) -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        contents.writeTo(out);
        stored.put(name, out);
      };

  @Test
  void epochsHaveOneRowForEachSplitAndMetric() {
    TrialHistory history = FakeTrial.of(3).history();

    assertThat(history.epochsTrained()).isEqualTo(3);
    assertThat(history.iterationsTrained()).isEqualTo(3 * BATCHES);
    assertThat(history.imagesTrained()).isEqualTo(3 * 90);
    assertThat(history.iterations()).isEmpty();
    assertThat(keys(history.epochs()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 3)
                .boxed()
                .flatMap(epoch -> rowsAt(epoch, true).stream())
                .toList());
  }

  @Test
  void iterationsHaveExactlyEveryReportAlsoAcrossEpochsAndUnevenBatches() {
    TrialHistory history = FakeTrial.of(3).reportEvery(4).history();

    assertThat(keys(history.iterations()))
        .containsExactlyElementsOf(
            List.of(4, 8, 12, 16).stream().flatMap(at -> rowsAt(at, true).stream()).toList());
  }

  @Test
  void trainRowsAreMeansOverTheImagesSinceTheLast() {
    TrialHistory each = FakeTrial.of(1).reportEvery(1).history();
    TrialHistory pairs = FakeTrial.of(1).reportEvery(2).history();

    List<Double> losses = values(each.iterations(), Split.TRAIN, Metric.LOSS);
    assertThat(values(pairs.iterations(), Split.TRAIN, Metric.LOSS).get(0))
        .isCloseTo((losses.get(0) + losses.get(1)) / 2, within(1e-12));
    assertThat(values(pairs.iterations(), Split.TRAIN, Metric.LOSS).get(2))
        .isCloseTo((16 * losses.get(4) + 10 * losses.get(5)) / 26, within(1e-12));
    double images = losses.subList(0, 5).stream().mapToDouble(loss -> 16 * loss).sum();
    assertThat(values(each.epochs(), Split.TRAIN, Metric.LOSS).get(0))
        .isCloseTo((images + 10 * losses.get(5)) / 90, within(1e-12));
  }

  @Test
  void reportAtTheEndOfAnEpochEqualsTheEpochsOwn() {
    TrialHistory history = FakeTrial.of(1).reportEvery(BATCHES).history();

    assertThat(values(history.iterations(), Split.TEST, Metric.LOSS))
        .isEqualTo(values(history.epochs(), Split.TEST, Metric.LOSS));
  }

  @Test
  void withoutValidationThereAreNoValidationRows() {
    TrialHistory history = FakeTrial.of(1).reportEvery(3).withoutValidation().history();

    assertThat(keys(history.epochs())).containsExactlyElementsOf(rowsAt(1, false));
    assertThat(keys(history.iterations()).subList(0, 5))
        .containsExactlyElementsOf(rowsAt(3, false));
  }

  @Test
  void trainingLearns() {
    TrialHistory history = FakeTrial.of(10).history();

    List<Double> accuracy = values(history.epochs(), Split.TEST, Metric.ACCURACY);
    assertThat(accuracy.get(9)).isGreaterThan(0.7);
  }

  @Test
  void sameSeedGivesTheSameToTheBitAndAnotherDoesNot() {
    List<String> first = FakeTrial.rows(FakeTrial.of(2).reportEvery(2).history());

    assertThat(FakeTrial.rows(FakeTrial.of(2).reportEvery(2).history())).isEqualTo(first);
    assertThat(FakeTrial.rows(FakeTrial.of(2).reportEvery(2).seed(8).history()))
        .isNotEqualTo(first);
  }

  @Test
  void augmentationIsForTrainingOnly() {
    AugmentationSpec flip = new AugmentationSpec(true, 0, 0, 0);
    TrialHistory changed = FakeTrial.of(1).rate(1e-30).augmentation(flip).history();
    TrialHistory plain = FakeTrial.of(1).rate(1e-30).history();

    assertThat(values(changed.epochs(), Split.TRAIN, Metric.LOSS))
        .isNotEqualTo(values(plain.epochs(), Split.TRAIN, Metric.LOSS));
    assertThat(values(changed.epochs(), Split.VALIDATION, Metric.LOSS))
        .isEqualTo(values(plain.epochs(), Split.VALIDATION, Metric.LOSS));
  }

  @Test
  void iterationLimitCutsTheLastEpochShort() {
    TrialOutcome outcome = FakeTrial.of(5).reportEvery(4).maxIterations(BATCHES + 3).run();

    assertThat(outcome).isInstanceOf(Completed.class);
    assertThat(outcome.history().iterationsTrained()).isEqualTo(BATCHES + 3);
    assertThat(outcome.history().epochsTrained()).as("whole epochs").isEqualTo(1);
    assertThat(keys(outcome.history().epochs())).hasSize(2 * 7);
    assertThat(keys(outcome.history().iterations())).hasSize(2 * 7);
  }

  @Test
  void scheduleIsReadBeforeEachStep() {
    ScheduleSpec halving = new ScheduleSpec(ScheduleSpec.Kind.EXPONENTIAL, 1, 0.5);
    TrialHistory history = FakeTrial.of(2).reportEvery(3).schedule(halving).history();

    List<Double> rates = values(history.iterations(), Split.TRAIN, Metric.LEARNING_RATE);
    assertThat(rates.get(0)).isCloseTo(0.1 * Math.pow(0.5, 2.0 / 6), within(1e-15));
    assertThat(rates.get(1)).isCloseTo(0.1 * Math.pow(0.5, 5.0 / 6), within(1e-15));
    assertThat(rates.get(2)).isCloseTo(0.1 * Math.pow(0.5, 1 + 2.0 / 6), within(1e-15));
  }

  @Test
  void divergedTrialKeepsItsRows() {
    TrialOutcome outcome = FakeTrial.of(2).reportEvery(1).seed(FakeEngine.DIVERGING_SEED).run();

    assertThat(outcome)
        .isEqualTo(new Diverged(outcome.history(), "train loss was NaN at iteration 3"));
    assertThat(outcome.history().iterations()).hasSize(3 * 7);
    assertThat(values(outcome.history().iterations(), Split.TRAIN, Metric.LOSS).get(2)).isNaN();
  }

  @Test
  void hugeRateDivergesInTheFirstStep() {
    TrialOutcome outcome = FakeTrial.of(2).reportEvery(1).rate(1e60).run();

    assertThat(outcome)
        .isEqualTo(new Diverged(outcome.history(), "validation loss was NaN at iteration 1"));
  }

  @Test
  void exceptionIsAnOutcomeOfOneLineWithTheRowsSoFar() {
    TrialOutcome outcome = FakeTrial.of(2).reportEvery(1).seed(FakeEngine.THROWING_SEED).run();

    assertThat(outcome)
        .isEqualTo(
            new Failed(
                outcome.history(),
                Failure.EXCEPTION,
                "IllegalStateException: the fake engine was told to fail"));
    assertThat(outcome.history().iterations()).hasSize(2 * 7);
    assertThat(outcome.history().iterationsTrained()).isEqualTo(2);
  }

  @Test
  void outOfMemoryIsAnOutcomeOfItsOwn() {
    TrialOutcome outcome = FakeTrial.of(2).reportEvery(1).seed(FakeEngine.HUNGRY_SEED).run();

    assertThat(outcome)
        .isEqualTo(
            new Failed(outcome.history(), Failure.OUT_OF_MEMORY, "OutOfMemoryError: wanted 10 TB"));
  }

  @Test
  void networkThatCannotBeBuiltIsAnOutcome() {
    TrialOutcome outcome = FakeTrial.of(1).engine(new Unbuildable()).run();

    assertThat(outcome)
        .isEqualTo(
            new Failed(
                TrialHistory.EMPTY,
                Failure.OUT_OF_MEMORY,
                "OutOfMemoryError: the network wants 10 TB"));
  }

  @Test
  void observerStopsATrialAfterAnEpoch() {
    TrialOutcome outcome =
        FakeTrial.of(5)
            .observer(
                progress ->
                    progress.epoch() == 2
                        ? Optional.of(Stop.requested("the user was bored"))
                        : Optional.empty())
            .run();

    assertThat(outcome)
        .isEqualTo(new Stopped(outcome.history(), Stop.requested("the user was bored")));
    assertThat(outcome.history().epochsTrained()).isEqualTo(2);
  }

  @Test
  void stopAfterTheLastEpochIsACompletedTrial() {
    assertThat(FakeTrial.of(2).observer(progress -> Optional.of(Stop.requested("enough"))).run())
        .isInstanceOf(Stopped.class);
    assertThat(FakeTrial.of(1).observer(progress -> Optional.of(Stop.requested("enough"))).run())
        .isInstanceOf(Completed.class);
  }

  @Test
  void observerHearsEachEpochWithItsValidationAccuracy() {
    List<TrialProgress> heard = new ArrayList<>();
    TrialHistory history =
        FakeTrial.of(3)
            .observer(
                progress -> {
                  heard.add(progress);
                  return Optional.empty();
                })
            .history();

    assertThat(heard).extracting(TrialProgress::epoch).containsExactly(1, 2, 3);
    assertThat(heard).extracting(TrialProgress::iteration).containsExactly(6, 12, 18);
    assertThat(heard).extracting(TrialProgress::epochsDone).containsExactly(1.0, 2.0, 3.0);
    assertThat(heard)
        .extracting(TrialProgress::accuracy)
        .isEqualTo(values(history.epochs(), Split.VALIDATION, Metric.ACCURACY));
    assertThat(heard).allMatch(progress -> progress.imagesPerSecond() > 0);
  }

  @Test
  void interruptedThreadStopsTheTrialAndStaysInterrupted() {
    TrialOutcome outcome =
        FakeTrial.of(5)
            .observer(
                progress -> {
                  Thread.currentThread().interrupt();
                  return Optional.empty();
                })
            .run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isEqualTo(new Stopped(outcome.history(), Stop.requested("interrupted")));
    assertThat(outcome.history().epochsTrained()).isEqualTo(1);
  }

  @Test
  void weightsAreKeptAtTheIterationsAskedAndAtTheEnd() throws Exception {
    TrialHistory history =
        FakeTrial.of(2)
            .reportEvery(1)
            .snapshots(List.of(1, 8, 99), Snapshots.Keep.LAST)
            .weights(store)
            .history();

    assertThat(stored.keySet()).containsExactly("iteration-1", "iteration-8", "last");
    List<Double> test = values(history.iterations(), Split.TEST, Metric.LOSS);
    assertThat(testLoss("iteration-1")).isEqualTo(test.get(0));
    assertThat(testLoss("iteration-8")).isEqualTo(test.get(7));
    assertThat(testLoss("last")).isEqualTo(test.get(11));
  }

  @Test
  void bestWeightsAreThoseOfTheFirstBestValidationEpoch() throws Exception {
    TrialHistory history =
        FakeTrial.of(12).snapshots(List.of(), Snapshots.Keep.BEST).weights(store).history();

    List<Double> accuracy = values(history.epochs(), Split.VALIDATION, Metric.ACCURACY);
    int best = accuracy.indexOf(accuracy.stream().max(Comparator.naturalOrder()).orElseThrow());
    assertThat(best).as("not the last, or this test says nothing").isLessThan(11);
    assertThat(stored.keySet()).containsExactly("best");
    assertThat(testLoss("best"))
        .isEqualTo(values(history.epochs(), Split.TEST, Metric.LOSS).get(best));
  }

  @Test
  void withoutValidationTheLastWeightsAreTheBest() throws Exception {
    TrialHistory history =
        FakeTrial.of(2)
            .withoutValidation()
            .snapshots(List.of(), Snapshots.Keep.BEST)
            .weights(store)
            .history();

    assertThat(testLoss("best"))
        .isEqualTo(values(history.epochs(), Split.TEST, Metric.LOSS).get(1));
  }

  @Test
  void imagesThatCannotBeSplitAreAnOutcome() {
    assertThat(FakeTrial.of(1).validation(0.999).run())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.failure()).isEqualTo(Failure.EXCEPTION);
              assertThat(failed.error())
                  .startsWith("DataException: no training images are left: ")
                  .endsWith(" are held out by validation = 0.999");
            });
  }

  @Test
  void failureToStoreWeightsIsAnOutcome() {
    TrialOutcome outcome =
        FakeTrial.of(1)
            .snapshots(List.of(), Snapshots.Keep.LAST)
            .weights(
                (id, name, contents) -> {
                  throw new IOException("No space left on device");
                })
            .run();

    assertThat(outcome)
        .isEqualTo(
            new Failed(
                outcome.history(), Failure.EXCEPTION, "IOException: No space left on device"));
    assertThat(outcome.history().epochs()).hasSize(7);
  }

  private double testLoss(String name) throws Exception {
    TrialSpec spec = FakeTrial.of(1).request().spec();
    SplitDataset data = FakeTrial.of(1).data();
    ModelRequest request =
        new ModelRequest(spec.network(), data.shape(), data.classes(), spec.training(), 1);
    try (Model model = new FakeEngine().build(request)) {
      model.readWeights(
          new DataInputStream(new ByteArrayInputStream(stored.get(name).toByteArray())));
      Evaluation evaluation = model.evaluate(data.test());
      return evaluation.loss();
    }
  }

  private static List<String> rowsAt(int at, boolean validation) {
    List<String> rows = new ArrayList<>(List.of(at + " TRAIN LOSS", at + " TRAIN ACCURACY"));
    if (validation) {
      rows.addAll(List.of(at + " VALIDATION LOSS", at + " VALIDATION ACCURACY"));
    }
    rows.addAll(List.of(at + " TEST LOSS", at + " TEST ACCURACY", at + " TRAIN LEARNING_RATE"));
    return rows;
  }

  private static List<String> keys(List<Measurement> rows) {
    return rows.stream().map(FakeTrial::key).toList();
  }

  private static List<Double> values(List<Measurement> rows, Split split, Metric metric) {
    return FakeTrial.values(rows, split, metric);
  }

  private static final class Unbuildable implements dev.ablate.engine.TrainingEngine {

    @Override
    public String device() {
      return "none";
    }

    @Override
    public Model build(ModelRequest request) {
      throw new IllegalStateException("native", new OutOfMemoryError("the network wants 10 TB"));
    }
  }
}
