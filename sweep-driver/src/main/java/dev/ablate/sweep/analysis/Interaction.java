package dev.ablate.sweep.analysis;

/**
 * View {@code interactions}: how much the effect of one axis depends on another, over quadruples of
 * trials with the remaining axes and the seed the same.
 *
 * @param metric what was measured
 * @param axis the first axis of the design
 * @param value of it, held against {@code baseline}
 * @param baseline of it
 * @param otherAxis the second
 * @param otherValue of it, held against {@code otherBaseline}
 * @param otherBaseline of it
 * @param n trials behind the row, four a quadruple
 * @param cells matched quadruples of cells
 * @param differenceOfDifferences the effect of {@code value} where the other axis has {@code
 *     otherValue}, minus that where it has {@code otherBaseline}
 * @param low end of its 95 % interval; null for one seed
 * @param high its other end
 * @param p two-sided; null for one seed
 * @param pAdjusted after Holm, over all rows of the metric
 * @param verdict whether one was shown: better is a positive surplus where more is better
 */
public record Interaction(
    Metric metric,
    Axis axis,
    Object value,
    Object baseline,
    Axis otherAxis,
    Object otherValue,
    Object otherBaseline,
    int n,
    int cells,
    Double differenceOfDifferences,
    Double low,
    Double high,
    Double p,
    Double pAdjusted,
    Verdict verdict) {}
