package dev.ablate.sweep.analysis;

/**
 * View {@code generalisation_gap}: what a cell loses between training and test images, at the best
 * validation epoch where there is one, else at the last.
 *
 * @param metric {@code accuracy} or {@code loss}
 * @param cell the combination of values
 * @param n completed trials with both numbers
 * @param train mean over seeds
 * @param test mean over seeds
 * @param gap train minus test
 * @param low end of its 95 % t interval, paired by seed; null below two
 * @param high its other end
 */
public record GeneralisationGap(
    String metric,
    Cell cell,
    int n,
    double train,
    double test,
    double gap,
    Double low,
    Double high) {}
