package dev.ablate.sweep.analysis;

/**
 * View {@code ablation_path}: a step from the baseline to the best cell, one axis at a time, each
 * time that which gains most. Every cell was measured, none predicted. The best cell is chosen by
 * validation, where there is any.
 *
 * @param metric what was measured; the path is the same for all metrics
 * @param step from 0, the baseline itself
 * @param axis that changes; null at step 0; {@code a+b} where no cell between was measured
 * @param from its value before; null at step 0
 * @param to its value after; null at step 0
 * @param cell after the step
 * @param n trials behind the gain, two a seed; at step 0 trials behind the mean
 * @param mean of the cell over its seeds
 * @param gain mean difference to the step before, paired by seed; null at step 0
 * @param low end of its 95 % interval; null for one seed
 * @param high its other end
 * @param note what is missing; null if nothing is
 */
public record AblationStep(
    Metric metric,
    int step,
    String axis,
    String from,
    String to,
    Cell cell,
    int n,
    Double mean,
    Double gain,
    Double low,
    Double high,
    String note) {}
