package dev.ablate.trial;

import java.io.Serializable;

/**
 * Where a running trial is; sent while it trains.
 *
 * @param id the trial
 * @param epoch epochs done
 * @param epochs epochs asked
 * @param iteration steps done
 * @param iterations steps of all epochs; 0 while they are not known
 * @param accuracy last validation accuracy (test without validation), NaN before the first
 * @param imagesPerSecond training speed since the last report
 */
public record TrialProgress(
    TrialId id,
    int epoch,
    int epochs,
    int iteration,
    int iterations,
    double accuracy,
    double imagesPerSecond)
    implements Serializable {

  /** Epochs done, with the part of the one that is trained now. */
  public double epochsDone() {
    return iterations == 0 ? epoch : (double) iteration * epochs / iterations;
  }
}
