package dev.ablate.sweep.plan;

import dev.ablate.data.DatasetSpec;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.TrialSpec;

/**
 * How much a trial does, by arithmetic; an early stop is not foreseen.
 *
 * @param iterations steps
 * @param imagesTrained images seen in steps
 * @param imagesEvaluated images seen in evaluations
 */
public record TrialWork(long iterations, double imagesTrained, double imagesEvaluated) {
  /** The work of a whole trial. */
  public static TrialWork of(TrialSpec spec, DataFacts data) {
    return of(spec, data, 0);
  }

  /** The work of a trial that goes on after some epochs. */
  static TrialWork of(TrialSpec spec, DataFacts data, int fromEpoch) {
    DatasetSpec dataset = spec.dataset();
    TrainingSpec training = spec.training();
    long available = limited(data.trainImages(), dataset.trainLimit());
    long validation = Math.round(available * dataset.validation());
    long train = Math.max(1, available - validation);
    long stepsAnEpoch = (train + training.batchSize() - 1) / training.batchSize();
    long iterations = stepsAnEpoch * training.epochs();
    if (training.maxIterations() > 0) {
      iterations = Math.min(iterations, training.maxIterations());
    }
    iterations = Math.max(0, iterations - stepsAnEpoch * fromEpoch);
    double epochs = (double) iterations / stepsAnEpoch;
    long reports = training.reportEvery() == 0 ? 0 : iterations / training.reportEvery();
    double evaluations = Math.ceil(epochs) + reports;
    long evaluated = validation + limited(data.testImages(), dataset.testLimit());
    return new TrialWork(iterations, epochs * train, evaluations * evaluated);
  }

  private static long limited(int images, int limit) {
    return limit == 0 ? images : Math.min(images, limit);
  }
}
