package dev.ablate;

import dev.ablate.data.DataException;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.Checkpoints;
import dev.ablate.trial.Stop;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Epochs of shuffled batches, with what is measured in between. */
final class TrainingLoop {

  static final String INTERRUPTED = "interrupted";

  /**
   * Steps between two looks at the train loss where no report is due: soon enough to end a diverged
   * trial, seldom enough to cost nothing. Not a setting, for where losses are added up decides
   * their last bit.
   */
  private static final int LOOK_EVERY = 20;

  private final TrialRequest request;
  private final TrainingSpec training;
  private final SplitDataset data;
  private final Model model;
  private final WeightKeeper weights;
  private final HistoryRecorder recorder;
  private final ProgressReporter progress;
  private final Measurer measurer;
  private final EarlyStopping earlyStopping;
  private final PlateauSteps plateau;
  private final WallClock clock = new WallClock();
  private final Checkpointer checkpointer;
  private final EpochBatches batches;
  private final int batchesPerEpoch;
  private double learningRate;
  private Optional<Evaluation> lastValidation = Optional.empty();
  private Optional<Stop> stop = Optional.empty();

  TrainingLoop(
      TrialRequest request,
      SplitDataset data,
      Model model,
      TrialObserver observer,
      WeightKeeper weights,
      Checkpoints checkpoints,
      HistoryRecorder recorder) {
    this.request = request;
    this.training = request.spec().training();
    this.data = data;
    this.model = model;
    this.weights = weights;
    this.recorder = recorder;
    if (training.needsValidation() && data.validation().count() == 0) {
      throw new DataException(
          "the validation part is empty, but the schedule or a stop rule reads it");
    }
    this.progress = new ProgressReporter(request, observer, recorder);
    this.measurer = new Measurer(model, data, recorder);
    this.plateau = new PlateauSteps(training.schedule(), model);
    this.batches = new EpochBatches(request.spec(), data, plateau);
    this.batchesPerEpoch = batches.perEpoch();
    recorder.batchesPerEpoch(batchesPerEpoch);
    this.earlyStopping = new EarlyStopping(training.stop(), batchesPerEpoch);
    this.checkpointer =
        new Checkpointer(
            request,
            checkpoints,
            model,
            List.of(recorder, measurer, weights, earlyStopping, plateau, clock));
  }

  TrialOutcome run() throws IOException {
    checkpointer.resume();
    progress.resumed();
    if (recorder.iterations() == 0) {
      measurer.layers(training.layerStats());
      weights.iterationDone(0);
    }
    Optional<End> end = Optional.empty();
    while (end.isEmpty() && !done()) {
      end = epoch();
    }
    if (end.isPresent() && end.get() instanceof End.Diverged diverged) {
      return new TrialOutcome.Diverged(recorder.history(), diverged.reason());
    }
    weights.ended();
    if (end.isEmpty()) {
      keepState();
      return new TrialOutcome.Completed(recorder.history());
    }
    Stop asked = ((End.Stopped) end.get()).stop();
    if (!asked.reason().equals(INTERRUPTED)) {
      checkpointer.write();
    }
    return new TrialOutcome.Stopped(recorder.history(), asked);
  }

  /** Leaves what a trial of more epochs goes on from, unless nothing was trained since then. */
  private void keepState() throws IOException {
    boolean kept = request.snapshots().state() && !training.schedule().looksAhead();
    if (kept && lastValidation.isPresent()) {
      plateau.epochEnded(lastValidation.get());
      checkpointer.write();
    }
  }

  /** The rest of an epoch: all of it, unless training goes on from a checkpoint inside. */
  private Optional<End> epoch() throws IOException {
    int epoch = recorder.epochs();
    ImageSubset images = batches.shuffled(epoch);
    int batch = recorder.iterations() - epoch * batchesPerEpoch;
    while (batch < batchesPerEpoch && !limitReached() && !earlyStopping.isOver()) {
      Optional<End> end = askedToStop();
      if (end.isEmpty()) {
        step(images, epoch, batch);
        batch++;
        end = stepEnded(batch);
      }
      if (end.isPresent()) {
        return end;
      }
    }
    return epochEnded();
  }

  private void step(ImageSubset images, int epoch, int number) {
    ImageSubset batch = batches.batch(images, number);
    learningRate = batches.learningRate(epoch, number);
    long start = System.nanoTime();
    model.train(batch, learningRate, epoch, recorder.iterations());
    recorder.trained(batch.count(), System.nanoTime() - start);
  }

  private Optional<End> stepEnded(int batches) throws IOException {
    int iteration = recorder.iterations();
    weights.iterationDone(iteration);
    Optional<End> end = Optional.empty();
    if (training.reportEvery() > 0 && iteration % training.reportEvery() == 0) {
      end = diverged(measurer.iteration(learningRate).notFinite());
    } else if (iteration % LOOK_EVERY == 0) {
      end = diverged(measurer.look());
    }
    if (end.isEmpty() && batches < batchesPerEpoch && earlyStopping.isDue(batches)) {
      earlyStopping.check(measurer.validation());
    }
    return end;
  }

  /** Asked between two steps of an epoch. */
  private Optional<End> askedToStop() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      return Optional.of(new End.Stopped(Stop.requested(INTERRUPTED)));
    }
    stop = stop.or(this::timeLimit).or(progress::now);
    // A trial that is to go on to the bit ends where its losses were added up.
    boolean isLookedAt = recorder.iterations() % LOOK_EVERY == 0;
    if (isLookedAt) {
      checkpointer.writeIfDue();
    }
    return isLookedAt || !checkpointer.isOn() ? stop.map(End.Stopped::new) : Optional.empty();
  }

  private Optional<Stop> timeLimit() {
    double limit = training.stop().afterSeconds();
    return limit > 0 && clock.seconds() >= limit
        ? Optional.of(new Stop(Stop.By.TIME_LIMIT, "time limit of " + limit + " s reached"))
        : Optional.empty();
  }

  private Optional<End> epochEnded() throws IOException {
    recorder.epochEnded();
    Measurer.Measured measured = measurer.epoch(learningRate);
    progress.accuracy(measured.accuracy());
    lastValidation = Optional.of(measured.validation());
    measurer.layers(training.layerStats());
    Optional<End> end = diverged(measured.notFinite());
    if (end.isEmpty() && data.validation().count() > 0) {
      weights.validated(measured.validation().accuracy());
      if (earlyStopping.isDue(batchesPerEpoch)) {
        earlyStopping.check(measured.validation());
      }
    }
    stop = progress.epochEnded().or(() -> stop);
    if (end.isPresent() || done()) {
      // Whoever stops a trial that has ended gets what it trained.
      return end;
    }
    plateau.epochEnded(measured.validation());
    checkpointer.writeIfDue();
    return stop.map(End.Stopped::new);
  }

  private boolean done() {
    return recorder.epochs() >= training.epochs() || limitReached() || earlyStopping.isOver();
  }

  private boolean limitReached() {
    return batches.areDone(recorder.iterations());
  }

  private Optional<End> diverged(Optional<String> notFinite) {
    return notFinite.map(what -> new End.Diverged(what + " at iteration " + recorder.iterations()));
  }

  /** Why training ended before its end. */
  private sealed interface End {

    record Diverged(String reason) implements End {}

    record Stopped(Stop stop) implements End {}
  }
}
