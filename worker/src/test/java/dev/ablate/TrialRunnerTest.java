package dev.ablate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ablate.data.DatasetName;
import dev.ablate.data.DatasetSpec;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.data.TestImages;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.fake.FakeEngine;
import dev.ablate.model.NetworkSpec;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.Measurement;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.Split;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialOutcome.Completed;
import dev.ablate.trial.TrialOutcome.Diverged;
import dev.ablate.trial.TrialOutcome.Failed;
import dev.ablate.trial.TrialOutcome.Failure;
import dev.ablate.trial.TrialOutcome.Stopped;
import dev.ablate.trial.TrialProgress;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.TrialSpec;
import dev.ablate.trial.WeightStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrialRunnerTest {

  /** 4 classes, 100 training and 30 test images; 10 held out, so an epoch is 90 = 5 x 16 + 10. */
  private static final ImageDataset IMAGES = TestImages.dataset(4, 100, 30);

  private static final int BATCHES = 6;
  private static final DatasetSpec WITH_VALIDATION = DatasetSpec.of(DatasetName.MNIST);

  private final Map<String, ByteArrayOutputStream> stored = new TreeMap<>();
  private final WeightStore store =
      (id, name) -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        stored.put(name, out);
        return out;
      };

  @Test
  void epochsHaveOneRowForEachSplitAndMetric() {
    TrialHistory history = run(training(3, 0)).history();

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
    TrialHistory history = run(training(3, 4)).history();

    assertThat(keys(history.iterations()))
        .containsExactlyElementsOf(
            List.of(4, 8, 12, 16).stream().flatMap(at -> rowsAt(at, true).stream()).toList());
  }

  @Test
  void trainRowsAreMeansOverTheImagesSinceTheLast() {
    TrialHistory each = run(training(1, 1)).history();
    TrialHistory pairs = run(training(1, 2)).history();

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
    TrialHistory history = run(training(1, BATCHES)).history();

    assertThat(values(history.iterations(), Split.TEST, Metric.LOSS))
        .isEqualTo(values(history.epochs(), Split.TEST, Metric.LOSS));
  }

  @Test
  void withoutValidationThereAreNoValidationRows() {
    TrialHistory history = run(training(1, 3), 7, WITHOUT_VALIDATION, Snapshots.NOTHING).history();

    assertThat(keys(history.epochs())).containsExactlyElementsOf(rowsAt(1, false));
    assertThat(keys(history.iterations()).subList(0, 5))
        .containsExactlyElementsOf(rowsAt(3, false));
  }

  @Test
  void trainingLearns() {
    TrialHistory history = run(training(10, 0)).history();

    List<Double> accuracy = values(history.epochs(), Split.TEST, Metric.ACCURACY);
    assertThat(accuracy.get(9)).isGreaterThan(0.7);
  }

  @Test
  void sameSeedGivesTheSameToTheBitAndAnotherDoesNot() {
    List<Double> first = allValues(run(training(2, 2)).history());

    assertThat(allValues(run(training(2, 2)).history())).isEqualTo(first);
    assertThat(allValues(run(training(2, 2), 8, WITH_VALIDATION, Snapshots.NOTHING).history()))
        .isNotEqualTo(first);
  }

  @Test
  void iterationLimitCutsTheLastEpochShort() {
    TrialOutcome outcome = run(training(5, 4, BATCHES + 3, ScheduleSpec.CONSTANT, 0.1));

    assertThat(outcome).isInstanceOf(Completed.class);
    assertThat(outcome.history().iterationsTrained()).isEqualTo(BATCHES + 3);
    assertThat(outcome.history().epochsTrained()).isEqualTo(2);
    assertThat(keys(outcome.history().epochs())).hasSize(2 * 7);
    assertThat(keys(outcome.history().iterations())).hasSize(2 * 7);
  }

  @Test
  void scheduleIsReadBeforeEachStep() {
    ScheduleSpec halving = new ScheduleSpec(ScheduleSpec.Kind.EXPONENTIAL, 1, 0.5);
    TrialHistory history = run(training(2, 3, 0, halving, 0.1)).history();

    List<Double> rates = values(history.iterations(), Split.TRAIN, Metric.LEARNING_RATE);
    assertThat(rates.get(0)).isCloseTo(0.1 * Math.pow(0.5, 2.0 / 6), within(1e-15));
    assertThat(rates.get(1)).isCloseTo(0.1 * Math.pow(0.5, 5.0 / 6), within(1e-15));
    assertThat(rates.get(2)).isCloseTo(0.1 * Math.pow(0.5, 1 + 2.0 / 6), within(1e-15));
  }

  @Test
  void divergedTrialKeepsItsRows() {
    TrialOutcome outcome =
        run(training(2, 1), FakeEngine.DIVERGING_SEED, WITH_VALIDATION, Snapshots.NOTHING);

    assertThat(outcome)
        .isEqualTo(new Diverged(outcome.history(), "train loss was NaN at iteration 3"));
    assertThat(outcome.history().iterations()).hasSize(3 * 7);
    assertThat(values(outcome.history().iterations(), Split.TRAIN, Metric.LOSS).get(2)).isNaN();
  }

  @Test
  void hugeRateDivergesInTheFirstStep() {
    TrialOutcome outcome = run(training(2, 1, 0, ScheduleSpec.CONSTANT, 1e60));

    assertThat(outcome)
        .isEqualTo(new Diverged(outcome.history(), "validation loss was NaN at iteration 1"));
  }

  @Test
  void exceptionIsAnOutcomeOfOneLineWithTheRowsSoFar() {
    TrialOutcome outcome =
        run(training(2, 1), FakeEngine.THROWING_SEED, WITH_VALIDATION, Snapshots.NOTHING);

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
    TrialOutcome outcome =
        run(training(2, 1), FakeEngine.HUNGRY_SEED, WITH_VALIDATION, Snapshots.NOTHING);

    assertThat(outcome)
        .isEqualTo(
            new Failed(outcome.history(), Failure.OUT_OF_MEMORY, "OutOfMemoryError: wanted 10 TB"));
  }

  @Test
  void networkThatCannotBeBuiltIsAnOutcome() {
    TrialRequest request = request(training(1, 0), 7, WITH_VALIDATION, Snapshots.NOTHING);
    TrialOutcome outcome =
        TrialRunner.run(
            request,
            new Unbuildable(),
            Datasets.split(IMAGES, WITH_VALIDATION),
            TrialObserver.NONE,
            WeightStore.NONE);

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
        run(
            training(5, 0),
            progress ->
                progress.epoch() == 2 ? Optional.of("the user was bored") : Optional.empty());

    assertThat(outcome).isEqualTo(new Stopped(outcome.history(), "the user was bored"));
    assertThat(outcome.history().epochsTrained()).isEqualTo(2);
  }

  @Test
  void stopAfterTheLastEpochIsACompletedTrial() {
    assertThat(run(training(2, 0), progress -> stopAt(progress, 2))).isInstanceOf(Completed.class);
  }

  @Test
  void observerHearsEachEpochWithItsValidationAccuracy() {
    List<TrialProgress> heard = new ArrayList<>();
    TrialHistory history =
        run(
                training(3, 0),
                progress -> {
                  heard.add(progress);
                  return Optional.empty();
                })
            .history();

    assertThat(heard).extracting(TrialProgress::epoch).containsExactly(1, 2, 3);
    assertThat(heard).extracting(TrialProgress::iteration).containsExactly(6, 12, 18);
    assertThat(heard)
        .extracting(TrialProgress::accuracy)
        .isEqualTo(values(history.epochs(), Split.VALIDATION, Metric.ACCURACY));
    assertThat(heard).allMatch(progress -> progress.imagesPerSecond() > 0);
  }

  @Test
  void interruptedThreadStopsTheTrialAndStaysInterrupted() {
    TrialOutcome outcome =
        run(
            training(5, 0),
            progress -> {
              Thread.currentThread().interrupt();
              return Optional.empty();
            });

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isEqualTo(new Stopped(outcome.history(), "interrupted"));
    assertThat(outcome.history().epochsTrained()).isEqualTo(1);
  }

  @Test
  void weightsAreKeptAtTheIterationsAskedAndAtTheEnd() throws Exception {
    Snapshots snapshots = new Snapshots(List.of(1, 8, 99), Snapshots.Keep.LAST);
    TrialHistory history = run(training(2, 1), 7, WITH_VALIDATION, snapshots).history();

    assertThat(stored.keySet()).containsExactly("iteration-1", "iteration-8", "last");
    List<Double> test = values(history.iterations(), Split.TEST, Metric.LOSS);
    assertThat(testLoss("iteration-1")).isEqualTo(test.get(0));
    assertThat(testLoss("iteration-8")).isEqualTo(test.get(7));
    assertThat(testLoss("last")).isEqualTo(test.get(11));
  }

  @Test
  void bestWeightsAreThoseOfTheFirstBestValidationEpoch() throws Exception {
    Snapshots snapshots = new Snapshots(List.of(), Snapshots.Keep.BEST);
    TrialHistory history = run(training(12, 0), 7, WITH_VALIDATION, snapshots).history();

    List<Double> accuracy = values(history.epochs(), Split.VALIDATION, Metric.ACCURACY);
    int best = accuracy.indexOf(accuracy.stream().max(Comparator.naturalOrder()).orElseThrow());
    assertThat(best).as("not the last, or this test says nothing").isLessThan(11);
    assertThat(stored.keySet()).containsExactly("best");
    assertThat(testLoss("best"))
        .isEqualTo(values(history.epochs(), Split.TEST, Metric.LOSS).get(best));
  }

  @Test
  void withoutValidationTheLastWeightsAreTheBest() throws Exception {
    Snapshots snapshots = new Snapshots(List.of(), Snapshots.Keep.BEST);
    TrialHistory history = run(training(2, 0), 7, WITHOUT_VALIDATION, snapshots).history();

    assertThat(testLoss("best"))
        .isEqualTo(values(history.epochs(), Split.TEST, Metric.LOSS).get(1));
  }

  @Test
  void failureToStoreWeightsIsAnOutcome() {
    TrialOutcome outcome =
        TrialRunner.run(
            request(
                training(1, 0), 7, WITH_VALIDATION, new Snapshots(List.of(), Snapshots.Keep.LAST)),
            new FakeEngine(),
            Datasets.split(IMAGES, WITH_VALIDATION),
            TrialObserver.NONE,
            (id, name) -> {
              throw new java.io.IOException("No space left on device");
            });

    assertThat(outcome)
        .isEqualTo(
            new Failed(
                outcome.history(), Failure.EXCEPTION, "IOException: No space left on device"));
    assertThat(outcome.history().epochs()).hasSize(7);
  }

  private static final DatasetSpec WITHOUT_VALIDATION =
      new DatasetSpec(
          DatasetName.MNIST, null, 0, 1, 0, 0, DatasetSpec.Normalise.UNIT, List.of(), List.of());

  private static Optional<String> stopAt(TrialProgress progress, int epoch) {
    return progress.epoch() == epoch ? Optional.of("enough") : Optional.empty();
  }

  private TrialOutcome run(TrainingSpec training) {
    return run(training, 7, WITH_VALIDATION, Snapshots.NOTHING);
  }

  private TrialOutcome run(TrainingSpec training, TrialObserver observer) {
    return TrialRunner.run(
        request(training, 7, WITH_VALIDATION, Snapshots.NOTHING),
        new FakeEngine(),
        Datasets.split(IMAGES, WITH_VALIDATION),
        observer,
        store);
  }

  private TrialOutcome run(
      TrainingSpec training, long seed, DatasetSpec dataset, Snapshots snapshots) {
    SplitDataset data = Datasets.split(IMAGES, dataset);
    return TrialRunner.run(
        request(training, seed, dataset, snapshots),
        new FakeEngine(),
        data,
        TrialObserver.NONE,
        store);
  }

  private static TrialRequest request(
      TrainingSpec training, long seed, DatasetSpec dataset, Snapshots snapshots) {
    TrialSpec spec =
        new TrialSpec(
            FakeEngine.IDENTITY,
            seed,
            dataset,
            IMAGES.checksum(),
            new NetworkSpec(List.of()).network(IMAGES.classes()),
            training);
    return TrialRequest.first(spec, snapshots);
  }

  private static TrainingSpec training(int epochs, int reportEvery) {
    return training(epochs, reportEvery, 0, ScheduleSpec.CONSTANT, 0.1);
  }

  private static TrainingSpec training(
      int epochs, int reportEvery, int maxIterations, ScheduleSpec schedule, double rate) {
    return new TrainingSpec(
        epochs,
        maxIterations,
        16,
        reportEvery,
        OptimizerSpec.of(OptimizerName.MOMENTUM, rate),
        schedule,
        0,
        null,
        null);
  }

  private double testLoss(String name) throws Exception {
    TrialRequest request = request(training(1, 0), 7, WITH_VALIDATION, Snapshots.NOTHING);
    SplitDataset data = Datasets.split(IMAGES, WITH_VALIDATION);
    try (Model model =
        new FakeEngine()
            .build(
                new ModelRequest(
                    request.spec().network(), data.shape(), 4, request.spec().training(), 1))) {
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
    return rows.stream().map(row -> row.at() + " " + row.split() + " " + row.metric()).toList();
  }

  private static List<Double> values(List<Measurement> rows, Split split, Metric metric) {
    return rows.stream()
        .filter(row -> row.split() == split && row.metric() == metric)
        .map(Measurement::value)
        .toList();
  }

  private static List<Double> allValues(TrialHistory history) {
    List<Double> values = new ArrayList<>();
    history.epochs().forEach(row -> values.add(row.value()));
    history.iterations().forEach(row -> values.add(row.value()));
    return values;
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
