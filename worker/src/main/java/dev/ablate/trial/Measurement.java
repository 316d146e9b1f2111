package dev.ablate.trial;

import java.io.Serializable;

/**
 * One number.
 *
 * @param at the epoch or iteration after which it was taken, from 1
 * @param split the images
 * @param metric what
 * @param value the number; not finite where training diverged
 * @param trainSeconds time spent in training steps so far, evaluation not counted
 */
public record Measurement(int at, Split split, Metric metric, double value, double trainSeconds)
    implements Serializable {}
