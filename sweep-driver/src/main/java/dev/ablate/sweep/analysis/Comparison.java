package dev.ablate.sweep.analysis;

/**
 * View {@code comparisons}: two values of an axis, over pairs of trials with all other axes and the
 * seed the same.
 *
 * @param metric what was measured
 * @param axis what is varied
 * @param value one value
 * @param against the other, before it in the design
 * @param n trials behind the row, two a pair
 * @param pairs of which both exist
 * @param cells matched cells
 * @param missing pairs that the design asks and that do not both exist
 * @param difference {@code value} minus {@code against}, mean over matched cells
 * @param low end of its 95 % interval; null for one seed
 * @param high its other end
 * @param p two-sided; null for one seed
 * @param pAdjusted after Holm within the axis and metric
 * @param probabilityBetter share of pairs in which {@code value} is better, a tie being half
 * @param probabilityLow end of its 95 % Wilson interval; null for one seed
 * @param probabilityHigh its other end
 * @param lost share of the value's trials that diverged or failed; null if none ended
 * @param againstLost the same of {@code against}
 * @param verdict on {@code value}
 */
public record Comparison(
    Metric metric,
    Axis axis,
    Object value,
    Object against,
    int n,
    int pairs,
    int cells,
    int missing,
    Double difference,
    Double low,
    Double high,
    Double p,
    Double pAdjusted,
    Double probabilityBetter,
    Double probabilityLow,
    Double probabilityHigh,
    Double lost,
    Double againstLost,
    Verdict verdict) {}
