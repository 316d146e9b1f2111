package dev.ablate.trial;

import java.io.Serializable;

/**
 * Where a running trial is; sent while it trains.
 *
 * @param id the trial
 * @param epoch epochs done
 * @param epochs epochs asked
 * @param iteration steps done
 * @param accuracy last validation accuracy (test without validation), NaN before the first
 * @param imagesPerSecond training speed since the last report
 */
public record TrialProgress(
    TrialId id, int epoch, int epochs, int iteration, double accuracy, double imagesPerSecond)
    implements Serializable {}
