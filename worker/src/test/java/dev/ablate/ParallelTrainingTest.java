package dev.ablate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.data.DatasetName;
import dev.ablate.data.DatasetSpec;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.TinyImages;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.engine.dl4j.Networks;
import dev.ablate.model.Padding;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.trial.Contents;
import dev.ablate.trial.Metric;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.Split;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import dev.ablate.trial.TrialSpec;
import dev.ablate.trial.WeightStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class ParallelTrainingTest {

  private static final TrainingEngine ENGINE = Engines.open("dl4j", new EngineSettings(1));
  private static final SplitDataset DATA = TinyImages.split(100);

  @Test
  void oneWorkerThatAveragesEachStepIsTheTrial() throws Exception {
    KeptWeights trial = new KeptWeights();
    TrialOutcome outcome =
        TrialRunner.run(
            TrialRequest.first(spec(), new Snapshots(List.of(), Snapshots.Keep.LAST, false)),
            ENGINE,
            DATA,
            TrialObserver.NONE,
            trial);

    ParallelTraining.Result result = new Workers(1).run(1).get(0);

    assertThat(result.weights()).isEqualTo(trial.bytes);
    assertThat(FakeTrial.values(outcome.history().epochs(), Split.TEST, Metric.LOSS))
        .endsWith(result.test().loss());
    assertThat(FakeTrial.values(outcome.history().epochs(), Split.VALIDATION, Metric.ACCURACY))
        .endsWith(result.validation().accuracy());
  }

  @Test
  void severalWorkersAgreeAndRepeatToTheBit() throws Exception {
    List<ParallelTraining.Result> results = new Workers(3).run(2);
    ParallelTraining.Result again = new Workers(3).run(2).get(0);

    for (ParallelTraining.Result result : results) {
      assertThat(result.weights()).isEqualTo(again.weights());
      assertThat(result.test()).isEqualTo(again.test());
    }
    assertThat(again.test().images()).isEqualTo(DATA.test().count());
    assertThat(again.test().accuracy()).isGreaterThan(0.6);
  }

  @Test
  void aLostWorkerCostsWhatWasTrainedSinceTheLastAverage() throws Exception {
    byte[] uncut = new Workers(2).run(2).get(0).weights();
    for (int kept = 1; kept <= 6; kept++) {
      Workers workers = new Workers(2);
      workers.loseAfter = kept;
      assertThatThrownBy(() -> workers.run(2)).hasRootCauseMessage("lost");

      workers.loseAfter = Integer.MAX_VALUE;
      assertThat(workers.run(2).get(0).weights()).as("lost after %s", kept).isEqualTo(uncut);
    }
  }

  @Test
  void trainsOnTheValidationImagesToo() {
    SplitDataset joined = DATA.trainedOnValidation();

    assertThat(joined.train().count()).isEqualTo(DATA.train().count() + DATA.validation().count());
    assertThat(joined.train().indices()).isSorted().doesNotHaveDuplicates();
    assertThat(joined.validation().count()).isZero();
    assertThat(joined.test()).isEqualTo(DATA.test());
  }

  private static TrialSpec spec() {
    return new TrialSpec(
            "dl4j",
            5,
            new DatasetSpec(
                DatasetName.MNIST,
                null,
                0.1,
                1,
                0,
                0,
                DatasetSpec.Normalise.UNIT,
                List.of(),
                List.of()),
            "none",
            Networks.of(Networks.conv(4, 3, 1, Padding.SAME), Networks.norm(), Networks.relu()),
            Networks.training(OptimizerSpec.of(OptimizerName.ADAM, 0.01)))
        .withEpochs(3);
  }

  /** Threads that train together, and what they keep. */
  private static final class Workers {

    private final int size;
    private Optional<byte[]> kept = Optional.empty();
    private int loseAfter = Integer.MAX_VALUE;

    private Workers(int size) {
      this.size = size;
    }

    List<ParallelTraining.Result> run(int averageEvery) throws Exception {
      byte[][] messages = new byte[size][];
      CyclicBarrier barrier = new CyclicBarrier(size);
      ExecutorService threads = Executors.newFixedThreadPool(size);
      try {
        List<Future<ParallelTraining.Result>> running = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
          WorkerGroup group = new Group(rank, messages, barrier);
          Callable<ParallelTraining.Result> worker =
              () ->
                  ParallelTraining.run(spec(), averageEvery, ENGINE, DATA, group, WeightStore.NONE);
          running.add(threads.submit(worker));
        }
        List<ParallelTraining.Result> results = new ArrayList<>();
        for (Future<ParallelTraining.Result> one : running) {
          results.add(one.get());
        }
        return results;
      } finally {
        threads.shutdownNow();
      }
    }

    private final class Group implements WorkerGroup {

      private final int rank;
      private final byte[][] messages;
      private final CyclicBarrier barrier;

      private Group(int rank, byte[][] messages, CyclicBarrier barrier) {
        this.rank = rank;
        this.messages = messages;
        this.barrier = barrier;
      }

      @Override
      public int rank() {
        return rank;
      }

      @Override
      public int size() {
        return size;
      }

      @Override
      public List<byte[]> gather(byte[] message) throws IOException {
        try {
          messages[rank] = message;
          barrier.await();
          List<byte[]> all = List.of(messages.clone());
          barrier.await();
          return all;
        } catch (BrokenBarrierException | InterruptedException e) {
          throw new IOException("lost", e);
        }
      }

      @Override
      public Optional<byte[]> kept() {
        return kept;
      }

      @Override
      public void keep(byte[] progress) throws IOException {
        kept = Optional.of(progress);
        if (--loseAfter == 0) {
          barrier.reset();
          throw new IOException("lost");
        }
      }
    }
  }

  private static final class KeptWeights implements WeightStore {

    private byte[] bytes;

    @Override
    public void write(TrialId id, String name, Contents contents) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      contents.writeTo(out);
      bytes = out.toByteArray();
    }
  }
}
