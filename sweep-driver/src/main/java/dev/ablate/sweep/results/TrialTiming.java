package dev.ablate.sweep.results;

import dev.ablate.sweep.results.storage.TrialFiles;

/**
 * How long an attempt at a trial took.
 *
 * @param trialId the trial
 * @param attempt its newest, from 1
 * @param status {@code completed}, {@code diverged}, {@code failed} or {@code stopped}
 * @param iterationsTrained steps
 * @param totalSeconds from start to end, evaluation included
 */
public record TrialTiming(
    String trialId, int attempt, String status, int iterationsTrained, double totalSeconds)
    implements TrialFiles.Keyed {}
