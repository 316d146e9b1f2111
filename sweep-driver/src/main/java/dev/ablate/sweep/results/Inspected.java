package dev.ablate.sweep.results;

import java.time.Instant;

/**
 * What was once looked at of a trial.
 *
 * @param trialId the trial
 * @param kind {@code filters}, {@code maps}, ...
 * @param weights {@code best}, {@code last} or {@code iteration-30}
 * @param layers names of those that were looked at, with spaces between; empty for the usual ones
 * @param images which images, as they were asked for; empty for the usual ones
 * @param at when it was done
 * @param files pictures and tables of numbers, with spaces between; names within {@code folder}
 * @param folder where they are
 */
public record Inspected(
    String trialId,
    String kind,
    String weights,
    String layers,
    String images,
    Instant at,
    String files,
    String folder) {}
