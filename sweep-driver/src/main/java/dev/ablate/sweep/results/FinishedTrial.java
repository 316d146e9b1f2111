package dev.ablate.sweep.results;

import dev.ablate.trial.TrialId;

/**
 * A trial that the tables hold already, newest attempt.
 *
 * @param id the trial
 * @param attempt from 1
 * @param status {@code completed}, {@code diverged}, {@code failed} or {@code stopped}
 * @param failure class of failure; null unless failed
 * @param epochsAsked epochs that the attempt was to train
 * @param epochsTrained whole epochs it did train
 * @param goesOn whether its state is kept, so that more epochs go on from there
 */
public record FinishedTrial(
    TrialId id,
    int attempt,
    String status,
    String failure,
    int epochsAsked,
    int epochsTrained,
    boolean goesOn) {}
