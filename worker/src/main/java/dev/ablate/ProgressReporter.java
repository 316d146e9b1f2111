package dev.ablate;

import dev.ablate.trial.Stop;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialProgress;
import dev.ablate.trial.TrialRequest;
import java.util.Optional;
import java.util.SortedMap;

/** Tells the observer, after each epoch and about once a second in between. */
final class ProgressReporter {

  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final TrialRequest request;
  private final TrialObserver observer;
  private final HistoryRecorder recorder;
  private long toldAt = System.nanoTime();
  private long toldImages;
  private double toldTrainSeconds;
  private double accuracy = Double.NaN;

  ProgressReporter(TrialRequest request, TrialObserver observer, HistoryRecorder recorder) {
    this.request = request;
    this.observer = observer;
    this.recorder = recorder;
  }

  void accuracy(double latest) {
    accuracy = latest;
  }

  /** Training goes on from a checkpoint that may be another process's. */
  void resumed() {
    SortedMap<Integer, Double> accuracies = recorder.accuracies();
    if (!accuracies.isEmpty()) {
      accuracy = accuracies.get(accuracies.lastKey());
      observer.resumed(request.id(), accuracies);
    }
    toldImages = recorder.images();
    toldTrainSeconds = recorder.trainSeconds();
  }

  /** Tells if it is time to; the observer's reason to stop. */
  Optional<Stop> now() {
    return System.nanoTime() - toldAt < INTERVAL_NANOS ? Optional.empty() : tell();
  }

  Optional<Stop> epochEnded() {
    return tell();
  }

  private Optional<Stop> tell() {
    double seconds = recorder.trainSeconds() - toldTrainSeconds;
    double speed = seconds > 0 ? (recorder.images() - toldImages) / seconds : 0;
    toldAt = System.nanoTime();
    toldImages = recorder.images();
    toldTrainSeconds = recorder.trainSeconds();
    int epochs = request.spec().training().epochs();
    return observer.progress(
        new TrialProgress(
            request.id(),
            recorder.epochs(),
            epochs,
            recorder.iterations(),
            epochs * recorder.batchesPerEpoch(),
            accuracy,
            speed));
  }
}
