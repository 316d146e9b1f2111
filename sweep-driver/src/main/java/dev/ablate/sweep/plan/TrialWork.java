package dev.ablate.sweep.plan;

import dev.ablate.data.PartSizes;
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
    TrainingSpec training = spec.training();
    PartSizes used = data.sizes().used(spec.dataset());
    long train = Math.max(1, used.train());
    long stepsAnEpoch = (train + training.batchSize() - 1) / training.batchSize();
    long iterations = stepsAnEpoch * training.epochs();
    if (training.maxIterations() > 0) {
      iterations = Math.min(iterations, training.maxIterations());
    }
    iterations = Math.max(0, iterations - stepsAnEpoch * fromEpoch);
    double epochs = (double) iterations / stepsAnEpoch;
    long reports = training.reportEvery() == 0 ? 0 : iterations / training.reportEvery();
    double evaluations = Math.ceil(epochs) + reports;
    long evaluated = (long) used.validation() + used.test();
    return new TrialWork(iterations, epochs * train, evaluations * evaluated);
  }
}
