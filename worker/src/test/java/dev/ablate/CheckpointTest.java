package dev.ablate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.AugmentationSpec;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.fake.FakeEngine;
import dev.ablate.training.RegularisationSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.StopSpec;
import dev.ablate.training.ValidationMetric;
import dev.ablate.trial.CheckpointStore;
import dev.ablate.trial.Checkpoints;
import dev.ablate.trial.Contents;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.Split;
import dev.ablate.trial.Stop;
import dev.ablate.trial.TrialHistory;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialOutcome.Completed;
import dev.ablate.trial.TrialOutcome.Failed;
import dev.ablate.trial.TrialOutcome.Stopped;
import dev.ablate.trial.TrialProgress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CheckpointTest {

  private final MemoryStore store = new MemoryStore();

  @Test
  void trialCutAnywhereEndsAsIfItHadNeverBeen() {
    TrialHistory undisturbed = trial().history();
    for (int iteration = 1; iteration < 10 * FakeTrial.BATCHES; iteration += 7) {
      MemoryStore fresh = new MemoryStore();
      TrialOutcome cut = trial().engine(new Dying(iteration)).checkpoints(fresh.always()).run();
      TrialOutcome resumed = trial().checkpoints(fresh.always()).run();

      assertThat(cut).isInstanceOf(Failed.class);
      assertThat(resumed).isInstanceOf(Completed.class);
      assertThat(FakeTrial.rows(resumed.history()))
          .as("cut in step %s", iteration)
          .isEqualTo(FakeTrial.rows(undisturbed));
      assertThat(resumed.history().imagesTrained()).isEqualTo(undisturbed.imagesTrained());
    }
  }

  @Test
  void whoeverListensHearsOfTheEpochsBefore() {
    trial().engine(new Dying(3 * FakeTrial.BATCHES + 1)).checkpoints(store.always()).run();
    List<Double> told = new ArrayList<>();
    SortedMap<Integer, Double> before = new TreeMap<>();
    TrialObserver observer =
        new TrialObserver() {
          @Override
          public Optional<Stop> progress(TrialProgress progress) {
            told.add(progress.accuracy());
            return Optional.empty();
          }

          @Override
          public void resumed(TrialId trial, SortedMap<Integer, Double> accuracies) {
            before.putAll(accuracies);
          }
        };

    TrialHistory history = trial().checkpoints(store.always()).observer(observer).run().history();

    SortedMap<Integer, Double> all = new TreeMap<>();
    history.epochs().stream()
        .filter(row -> row.split() == Split.VALIDATION && row.metric() == Metric.ACCURACY)
        .forEach(row -> all.put(row.at(), row.value()));
    assertThat(before).isNotEmpty().isEqualTo(all.headMap(before.lastKey() + 1));
    assertThat(told).isNotEmpty().doesNotContain(Double.NaN);
  }

  @Test
  void workSinceTheCheckpointIsAllThatIsLost() {
    trial().engine(new Dying(45)).checkpoints(store.always()).run();
    Counting counting = new Counting();

    trial().engine(counting).checkpoints(store.always()).run();

    // Epochs of 6 steps: the last place to go on from was after step 42.
    assertThat(counting.steps).isEqualTo(10 * FakeTrial.BATCHES - 42);
  }

  @Test
  void placesInsideAnEpochAreUsed() {
    trial().engine(new Dying(41)).checkpoints(store.always()).run();
    Counting counting = new Counting();

    trial().engine(counting).checkpoints(store.always()).run();

    assertThat(counting.steps).isEqualTo(10 * FakeTrial.BATCHES - 40);
  }

  @Test
  void stoppedTrialGoesOn() {
    TrialOutcome stopped =
        trial()
            .observer(
                progress ->
                    progress.epoch() == 4
                        ? Optional.of(Stop.requested("the user asked"))
                        : Optional.empty())
            .checkpoints(store.never())
            .run();
    TrialOutcome resumed = trial().checkpoints(store.never()).run();

    assertThat(stopped).isInstanceOf(Stopped.class);
    assertThat(stopped.history().epochsTrained()).isEqualTo(4);
    assertThat(FakeTrial.rows(resumed.history())).isEqualTo(FakeTrial.rows(trial().history()));
  }

  @Test
  void rulesThatWaitGoOnWaiting() {
    FakeTrial undisturbed = waiting();
    TrialHistory expected = undisturbed.history();
    for (int iteration = 3; iteration < expected.iterationsTrained(); iteration += 8) {
      MemoryStore fresh = new MemoryStore();
      waiting().engine(new Dying(iteration)).checkpoints(fresh.always()).run();

      assertThat(FakeTrial.rows(waiting().checkpoints(fresh.always()).history()))
          .as("cut in step %s", iteration)
          .isEqualTo(FakeTrial.rows(expected));
    }
  }

  @Test
  void longerTrialGoesOnFromAShorterOnes() {
    trial()
        .observer(p -> p.epoch() == 9 ? Optional.of(Stop.requested("x")) : Optional.empty())
        .checkpoints(store.never())
        .run();
    TrialHistory longer = FakeTrial.of(14).reportEvery(4).checkpoints(store.never()).history();

    assertThat(FakeTrial.rows(longer))
        .isEqualTo(FakeTrial.rows(FakeTrial.of(14).reportEvery(4).history()));
  }

  @Test
  void completedTrialGoesOnToMoreEpochs() {
    for (int epochs : new int[] {10, 20, 30}) {
      Counting counting = new Counting();

      TrialHistory history =
          FakeTrial.of(epochs)
              .reportEvery(4)
              .keepingState()
              .engine(counting)
              .checkpoints(store.never())
              .history();

      assertThat(counting.steps).isEqualTo(10 * FakeTrial.BATCHES);
      assertThat(FakeTrial.rows(history))
          .isEqualTo(FakeTrial.rows(FakeTrial.of(epochs).reportEvery(4).history()));
    }
  }

  @Test
  void plateauThatReturnsToItsBestWeightsGoesOnToMoreEpochs() {
    for (int epochs = 3; epochs < 12; epochs++) {
      MemoryStore fresh = new MemoryStore();
      FakeTrial.of(epochs).schedule(plateau()).keepingState().checkpoints(fresh.never()).run();

      TrialHistory longer =
          FakeTrial.of(14).schedule(plateau()).checkpoints(fresh.never()).history();

      assertThat(FakeTrial.rows(longer))
          .as("from epoch %s", epochs)
          .isEqualTo(FakeTrial.rows(FakeTrial.of(14).schedule(plateau()).history()));
    }
  }

  @Test
  void trialThatRecordsOtherwiseStartsAgain() {
    FakeTrial.of(3).keepingState().checkpoints(store.never()).run();
    Counting counting = new Counting();

    FakeTrial.of(4).reportEvery(2).engine(counting).checkpoints(store.never()).run();

    assertThat(counting.steps).isEqualTo(4 * FakeTrial.BATCHES);
  }

  @Test
  void stateOfAScheduleThatLooksAheadIsNotKept() {
    ScheduleSpec cosine = ScheduleSpec.of(ScheduleSpec.Kind.COSINE);
    FakeTrial.of(3).schedule(cosine).keepingState().checkpoints(store.never()).run();

    assertThat(store.files).isEmpty();
  }

  /** A store that holds nothing and takes nothing. */
  private record Failing(IOException disk, Error memory) implements CheckpointStore {

    @Override
    public Optional<InputStream> open(TrialId id) {
      return Optional.empty();
    }

    @Override
    public void write(TrialId id, Contents contents) throws IOException {
      if (disk != null) {
        throw disk;
      }
      throw memory;
    }
  }

  @Test
  void diskThatIsFullEndsNoTrial() {
    CheckpointStore full = new Failing(new IOException("No space left on device"), null);

    assertThat(trial().keepingState().checkpoints(new Checkpoints(full, 0)).run())
        .isInstanceOf(Completed.class);
  }

  @Test
  void memoryThatIsFullEndsNoTrial() {
    CheckpointStore heavy = new Failing(null, new OutOfMemoryError("Java heap space"));

    assertThat(trial().keepingState().checkpoints(new Checkpoints(heavy, 0)).run())
        .isInstanceOf(Completed.class);
  }

  @Test
  void damagedCheckpointOnlyCostsItsWork() {
    trial().engine(new Dying(45)).checkpoints(store.always()).run();
    byte[] sound = store.files.firstEntry().getValue();
    for (int position : new int[] {0, 5, 12, 30, 100, sound.length - 1}) {
      byte[] damaged = sound.clone();
      damaged[position] ^= 0x40;
      MemoryStore fresh = new MemoryStore();
      fresh.files.put(store.files.firstKey(), damaged);
      Counting counting = new Counting();

      TrialOutcome outcome = trial().engine(counting).checkpoints(fresh.never()).run();

      assertThat(outcome).isInstanceOf(Completed.class);
      assertThat(counting.steps).as("damaged at %s", position).isEqualTo(10 * FakeTrial.BATCHES);
    }
  }

  @Test
  void checkpointOfAnotherTrialIsNotTaken() {
    trial().engine(new Dying(45)).checkpoints(store.always()).run();
    store.files.put(trial().seed(8).request().id(), store.files.get(trial().request().id()));
    Counting counting = new Counting();

    trial().seed(8).engine(counting).checkpoints(store.never()).run();

    assertThat(counting.steps).isEqualTo(10 * FakeTrial.BATCHES);
  }

  private static FakeTrial trial() {
    return FakeTrial.of(10)
        .reportEvery(4)
        .augmentation(new AugmentationSpec(true, 1, 5, 2))
        .regularisation(new RegularisationSpec(0, 0.5, 0.5, 0))
        .snapshots(List.of(), Snapshots.Keep.BEST);
  }

  /** Waits on a plateau that returns to its best weights, and stops early. */
  private static FakeTrial waiting() {
    StopSpec stop = new StopSpec(true, ValidationMetric.ACCURACY, 10, 2, 0, 0);
    return FakeTrial.of(40).schedule(plateau()).stop(stop);
  }

  private static ScheduleSpec plateau() {
    return new ScheduleSpec(
        ScheduleSpec.Kind.PLATEAU,
        1,
        0.5,
        0,
        1,
        0,
        0.3,
        25,
        1e4,
        ValidationMetric.ACCURACY,
        2,
        0,
        true);
  }

  /** Files in memory, visible once whole. */
  private static final class MemoryStore implements CheckpointStore {

    private final TreeMap<TrialId, byte[]> files = new TreeMap<>();

    Checkpoints always() {
      return new Checkpoints(this, 0);
    }

    /** Not by time: only when a trial is stopped. */
    Checkpoints never() {
      return new Checkpoints(this, 1e9);
    }

    @Override
    public Optional<InputStream> open(TrialId id) {
      return Optional.ofNullable(files.get(id)).map(ByteArrayInputStream::new);
    }

    @Override
    public void write(TrialId id, Contents contents) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      contents.writeTo(bytes);
      files.put(id, bytes.toByteArray());
    }
  }

  /** Dies in a step. */
  private record Dying(int iteration) implements TrainingEngine {

    @Override
    public String device() {
      return "fake";
    }

    @Override
    public Model build(ModelRequest request) {
      return new WatchedModel(
          new FakeEngine().build(request),
          step -> {
            if (step == iteration) {
              throw new IllegalStateException("killed");
            }
          });
    }
  }

  /** Counts steps. */
  private static final class Counting implements TrainingEngine {

    private int steps;

    @Override
    public String device() {
      return "fake";
    }

    @Override
    public Model build(ModelRequest request) {
      return new WatchedModel(new FakeEngine().build(request), step -> steps++);
    }
  }
}
