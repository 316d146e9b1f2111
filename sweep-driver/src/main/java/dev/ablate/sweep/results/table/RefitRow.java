package dev.ablate.sweep.results.table;

import java.time.Instant;

/**
 * A trial's configuration trained once more, by several workers; its file replaces that of the same
 * refit before.
 *
 * @param refitId decided by all that follows up to {@code trainedOn}
 * @param trialId the trial
 * @param workers that trained beside each other
 * @param averageEvery steps of a worker between two averages
 * @param epochs that were trained
 * @param trainedOn {@code train}, or {@code train+validation}
 * @param at when it was done
 * @param seconds from the first worker's start to the last one's end
 * @param imagesPerSecond that were trained on in those
 * @param validationAccuracy after the last epoch; null if no images are held out for it
 * @param validationLoss likewise
 * @param testAccuracy after the last epoch
 * @param testLoss likewise
 * @param engine what trained it
 * @param folder where the network's files are
 */
public record RefitRow(
    String refitId,
    String trialId,
    int workers,
    int averageEvery,
    int epochs,
    String trainedOn,
    Instant at,
    double seconds,
    double imagesPerSecond,
    Double validationAccuracy,
    Double validationLoss,
    double testAccuracy,
    double testLoss,
    String engine,
    String folder) {}
