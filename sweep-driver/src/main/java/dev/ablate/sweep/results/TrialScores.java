package dev.ablate.sweep.results;

import dev.ablate.sweep.results.storage.TrialFiles;
import dev.ablate.sweep.results.table.Inline;
import dev.ablate.sweep.results.table.Scores;

/**
 * What an attempt at a trial came to, without what it measured on the way.
 *
 * @param trialId the trial
 * @param attempt its newest, from 1
 * @param status {@code completed}, {@code diverged}, {@code failed} or {@code stopped}
 * @param failure the class of a failure; null unless failed
 * @param stoppedBy {@code rule}, {@code time-limit} or {@code request}; null unless stopped
 * @param epochsAsked how many epochs the attempt was to train
 * @param epochsTrained whole epochs trained
 * @param last scores at the last measured epoch
 * @param best scores at the first epoch with the highest validation accuracy
 * @param trainSeconds time in training steps
 * @param imagesPerSecond in training steps; null before the first
 * @param parameters stored numbers of the network
 * @param macs multiply-accumulate operations of one example's forward pass
 */
public record TrialScores(
    String trialId,
    int attempt,
    String status,
    String failure,
    String stoppedBy,
    int epochsAsked,
    int epochsTrained,
    @Inline Scores last,
    @Inline(prefix = "best_") Scores best,
    double trainSeconds,
    Double imagesPerSecond,
    long parameters,
    long macs)
    implements TrialFiles.Keyed {}
