package dev.ablate.sweep.results;

import dev.ablate.sweep.results.table.Scores;
import dev.ablate.trial.TrialId;

/**
 * A trial among the best.
 *
 * @param rank from 1
 * @param id the trial
 * @param accuracy what it is ranked by: best validation accuracy, or test accuracy at the last
 *     epoch without validation; share in [0, 1]
 * @param epoch where that was measured
 * @param scores all scores at that epoch
 * @param seed of the trial
 * @param parameters stored numbers of the network
 * @param trainSeconds time in training steps
 */
public record LeaderboardRow(
    int rank,
    TrialId id,
    double accuracy,
    int epoch,
    Scores scores,
    long seed,
    long parameters,
    double trainSeconds) {}
