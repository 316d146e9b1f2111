package dev.ablate.sweep.analysis;

/**
 * View {@code main_effects}: a value of an axis against the axis's baseline, over pairs of trials
 * with all other axes and the seed the same.
 *
 * @param metric what was measured
 * @param axis what is varied
 * @param value what it is set to
 * @param baseline what it is held against
 * @param n trials that the difference is made of, two a pair; of the baseline's own row those that
 *     completed
 * @param cells matched cells; of the baseline's own row all that have it
 * @param missing pairs that the design asks and that do not both exist
 * @param mean of the cells that have the value, each by the mean of its seeds; null if none
 *     completed
 * @param difference value minus baseline, mean over matched cells; null without a pair, and in the
 *     baseline's own row
 * @param low end of the 95 % interval of the difference; null for one seed
 * @param high its other end
 * @param p that so large a difference comes by chance where there is none, two-sided; null for one
 *     seed
 * @param pAdjusted the same after Holm, over the axis's values
 * @param shareBetter share of pairs in which the value was better; null without a pair
 * @param lost share of the value's trials that diverged or failed, of those that ended; null if
 *     none ended
 * @param verdict in words
 */
public record MainEffect(
    Metric metric,
    Axis axis,
    Object value,
    Object baseline,
    int n,
    int cells,
    int missing,
    Double mean,
    Double difference,
    Double low,
    Double high,
    Double p,
    Double pAdjusted,
    Double shareBetter,
    Double lost,
    Verdict verdict) {

  /** Whether this is the row of the baseline itself. */
  public boolean isBaseline() {
    return verdict.kind() == Verdict.Kind.BASELINE;
  }
}
