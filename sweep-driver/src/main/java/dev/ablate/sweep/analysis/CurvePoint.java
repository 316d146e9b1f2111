package dev.ablate.sweep.analysis;

/**
 * View {@code curves}: a cell after an epoch, over its seeds. All trials that reached the epoch
 * count, those too that diverged or were stopped later.
 *
 * @param cell the combination of values
 * @param epoch from 1
 * @param split {@code train}, {@code validation} or {@code test}
 * @param metric {@code loss}, {@code accuracy}, ...
 * @param n seeds with a finite number there
 * @param mean over them
 * @param low end of the 95 % t interval of the mean; null below two
 * @param high its other end
 */
public record CurvePoint(
    Cell cell,
    int epoch,
    String split,
    String metric,
    int n,
    double mean,
    Double low,
    Double high) {}
