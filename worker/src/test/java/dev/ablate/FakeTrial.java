package dev.ablate;

import dev.ablate.data.AugmentationSpec;
import dev.ablate.data.DatasetName;
import dev.ablate.data.DatasetSpec;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.data.TestImages;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.fake.FakeEngine;
import dev.ablate.model.NetworkSpec;
import dev.ablate.training.FreezeSpec;
import dev.ablate.training.LayerStatsSpec;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.RegularisationSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StopSpec;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.Checkpoints;
import dev.ablate.trial.Measurement;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.Split;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.TrialSpec;
import dev.ablate.trial.WeightStore;
import java.util.ArrayList;
import java.util.List;

/**
 * A trial of the fake engine on 100 made images of 4 classes, 10 of them held out: an epoch is 90
 * images, 5 batches of 16 and one of 10. What a test is about it sets; it says the rest once.
 */
final class FakeTrial {

  static final ImageDataset IMAGES = TestImages.dataset(4, 100, 30);
  static final int BATCHES = 6;

  private int epochs = 3;
  private int reportEvery;
  private int maxIterations;
  private double rate = 0.1;
  private long seed = 7;
  private double validation = 0.1;
  private AugmentationSpec augmentation = AugmentationSpec.NONE;
  private ScheduleSpec schedule = ScheduleSpec.CONSTANT;
  private StopSpec stop = StopSpec.NEVER;
  private LayerStatsSpec layerStats = LayerStatsSpec.NEVER;
  private StartSpec start = StartSpec.DRAWN;
  private RegularisationSpec regularisation = RegularisationSpec.NONE;
  private Snapshots snapshots = Snapshots.NOTHING;
  private TrainingEngine engine = new FakeEngine();
  private TrialObserver observer = TrialObserver.NONE;
  private WeightStore weights = WeightStore.NONE;
  private Checkpoints checkpoints = Checkpoints.NONE;

  static FakeTrial of(int epochs) {
    FakeTrial trial = new FakeTrial();
    trial.epochs = epochs;
    return trial;
  }

  FakeTrial reportEvery(int iterations) {
    reportEvery = iterations;
    return this;
  }

  FakeTrial maxIterations(int iterations) {
    maxIterations = iterations;
    return this;
  }

  FakeTrial rate(double learningRate) {
    rate = learningRate;
    return this;
  }

  FakeTrial seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  FakeTrial withoutValidation() {
    validation = 0;
    return this;
  }

  FakeTrial validation(double share) {
    validation = share;
    return this;
  }

  FakeTrial augmentation(AugmentationSpec newAugmentation) {
    augmentation = newAugmentation;
    return this;
  }

  FakeTrial regularisation(RegularisationSpec newRegularisation) {
    regularisation = newRegularisation;
    return this;
  }

  FakeTrial schedule(ScheduleSpec newSchedule) {
    schedule = newSchedule;
    return this;
  }

  FakeTrial stop(StopSpec newStop) {
    stop = newStop;
    return this;
  }

  FakeTrial layerStats(Integer... atEpochs) {
    layerStats = new LayerStatsSpec(List.of(atEpochs), 10);
    return this;
  }

  FakeTrial start(String file, String checksum) {
    start = new StartSpec(file, checksum, StartSpec.Head.STORED);
    return this;
  }

  FakeTrial snapshots(List<Integer> atIterations, Snapshots.Keep keep) {
    snapshots = new Snapshots(atIterations, keep, false);
    return this;
  }

  FakeTrial keepingState() {
    snapshots = new Snapshots(snapshots.atIterations(), snapshots.keep(), true);
    return this;
  }

  FakeTrial engine(TrainingEngine newEngine) {
    engine = newEngine;
    return this;
  }

  FakeTrial observer(TrialObserver newObserver) {
    observer = newObserver;
    return this;
  }

  FakeTrial weights(WeightStore store) {
    weights = store;
    return this;
  }

  FakeTrial checkpoints(Checkpoints newCheckpoints) {
    checkpoints = newCheckpoints;
    return this;
  }

  TrialOutcome run() {
    return TrialRunner.run(request(), engine, this::data, observer, weights, checkpoints);
  }

  TrialHistory history() {
    return run().history();
  }

  TrialRequest request() {
    TrainingSpec training =
        new TrainingSpec(
            epochs,
            maxIterations,
            16,
            reportEvery,
            OptimizerSpec.of(OptimizerName.MOMENTUM, rate),
            schedule,
            0,
            null,
            null,
            stop,
            layerStats,
            start,
            regularisation,
            FreezeSpec.NONE);
    TrialSpec spec =
        new TrialSpec(
            FakeEngine.IDENTITY,
            seed,
            dataset(),
            IMAGES.checksum(),
            new NetworkSpec(List.of()).network(IMAGES.classes()),
            training);
    return TrialRequest.first(spec, snapshots);
  }

  SplitDataset data() {
    return Datasets.split(IMAGES, dataset());
  }

  private DatasetSpec dataset() {
    return new DatasetSpec(
        DatasetName.MNIST,
        null,
        validation,
        1,
        0,
        0,
        DatasetSpec.Normalise.UNIT,
        List.of(),
        List.of(),
        false,
        0,
        augmentation,
        null,
        false);
  }

  static List<Double> values(List<Measurement> rows, Split split, Metric metric) {
    return rows.stream()
        .filter(row -> row.split() == split && row.metric() == metric)
        .map(Measurement::value)
        .toList();
  }

  /** All that was measured but the times. */
  static List<String> rows(TrialHistory history) {
    List<String> rows = new ArrayList<>();
    history.epochs().forEach(row -> rows.add("epoch " + key(row) + " " + row.value()));
    history.iterations().forEach(row -> rows.add("iteration " + key(row) + " " + row.value()));
    return rows;
  }

  static String key(Measurement row) {
    return row.at() + " " + row.split() + " " + row.metric();
  }
}
