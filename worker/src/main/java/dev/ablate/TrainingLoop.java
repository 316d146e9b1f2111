package dev.ablate;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Model;
import dev.ablate.spec.Seeds;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Epochs of shuffled batches, with what is measured in between. */
final class TrainingLoop {

  static final String INTERRUPTED = "interrupted";

  private final TrialRequest request;
  private final TrainingSpec training;
  private final SplitDataset data;
  private final Model model;
  private final WeightKeeper weights;
  private final HistoryRecorder recorder;
  private final ProgressReporter progress;
  private final Measurer measurer;
  private final int batchesPerEpoch;
  private double learningRate;

  TrainingLoop(
      TrialRequest request,
      SplitDataset data,
      Model model,
      TrialObserver observer,
      WeightKeeper weights,
      HistoryRecorder recorder) {
    this.request = request;
    this.training = request.spec().training();
    this.data = data;
    this.model = model;
    this.weights = weights;
    this.recorder = recorder;
    this.progress = new ProgressReporter(request, observer, recorder);
    this.measurer = new Measurer(model, data, recorder);
    this.batchesPerEpoch = -Math.floorDiv(-data.train().count(), training.batchSize());
  }

  TrialOutcome run() throws IOException {
    Optional<End> end = Optional.empty();
    while (end.isEmpty() && !done()) {
      end = epoch();
    }
    if (end.isPresent() && end.get().diverged()) {
      return new TrialOutcome.Diverged(recorder.history(), end.get().reason());
    }
    weights.ended();
    return end.isEmpty()
        ? new TrialOutcome.Completed(recorder.history())
        : new TrialOutcome.Stopped(recorder.history(), end.get().reason());
  }

  private Optional<End> epoch() throws IOException {
    int epoch = recorder.epochs();
    ImageSubset images = shuffled(epoch);
    for (int batch = 0; batch < batchesPerEpoch && !limitReached(); batch++) {
      Optional<End> stop = stop();
      if (stop.isPresent()) {
        return stop;
      }
      int first = batch * training.batchSize();
      int count = Math.min(training.batchSize(), images.count() - first);
      learningRate =
          training.optimizer().learningRate()
              * training.schedule().factor(epoch + (double) batch / batchesPerEpoch);
      step(images.slice(first, count), epoch);
      Optional<End> end = iterationEnded();
      if (end.isPresent()) {
        return end;
      }
    }
    return epochEnded();
  }

  private void step(ImageSubset batch, int epoch) {
    long start = System.nanoTime();
    model.train(batch, learningRate, epoch, recorder.iterations());
    recorder.trained(batch.count(), System.nanoTime() - start);
  }

  private Optional<End> iterationEnded() throws IOException {
    int iteration = recorder.iterations();
    weights.iterationDone(iteration);
    return training.reportEvery() > 0 && iteration % training.reportEvery() == 0
        ? diverged(measurer.iteration(learningRate))
        : Optional.empty();
  }

  private Optional<End> stop() {
    return Thread.currentThread().isInterrupted()
        ? Optional.of(new End(false, INTERRUPTED))
        : progress.now().map(reason -> new End(false, reason));
  }

  private Optional<End> epochEnded() throws IOException {
    recorder.epochEnded();
    Measurer.Measured measured = measurer.epoch(learningRate);
    progress.accuracy(measured.accuracy());
    Optional<End> end = diverged(measured);
    if (end.isEmpty() && data.validation().count() > 0) {
      weights.validated(measured.validation().accuracy());
    }
    Optional<String> stop = progress.epochEnded();
    // Whoever stops a trial that has ended gets what it trained.
    return end.isPresent() || done() ? end : stop.map(reason -> new End(false, reason));
  }

  private boolean done() {
    return recorder.epochs() >= training.epochs() || limitReached();
  }

  private boolean limitReached() {
    return training.maxIterations() > 0 && recorder.iterations() >= training.maxIterations();
  }

  private Optional<End> diverged(Measurer.Measured measured) {
    return measured
        .notFinite()
        .map(what -> new End(true, what + " at iteration " + recorder.iterations()));
  }

  private ImageSubset shuffled(int epoch) {
    ImageSubset train = data.train();
    int[] order = Arrays.copyOfRange(train.indices(), train.from(), train.from() + train.count());
    Seeds.shuffle(order, Seeds.random(request.spec().seed(), Seeds.Purpose.SHUFFLE, epoch, 0));
    return ImageSubset.of(train.part(), order, train.normalisation());
  }

  /** Why training ended before its end. */
  private record End(boolean diverged, String reason) {}
}
