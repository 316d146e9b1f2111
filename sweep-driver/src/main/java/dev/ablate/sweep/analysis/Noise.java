package dev.ablate.sweep.analysis;

/**
 * View {@code noise}: how much trials differ that differ in their seed alone.
 *
 * @param metric what was measured
 * @param cell the combination of values; null in the row for all cells together
 * @param n completed trials
 * @param cells with at least two of them
 * @param deviation standard deviation over seeds, the root of the variance component: of all cells
 *     together pooled with their degrees of freedom; null below two trials of a cell
 * @param low end of its 95 % chi-squared interval; in the row for all, what a seed does to all
 *     cells alike counts as one measurement a seed
 * @param high its other end
 * @param sharedDeviation of what a seed does to all cells alike, which pairs do not see; null
 *     except in the row for all, and where fewer than two seeds have two cells
 */
public record Noise(
    Metric metric,
    Cell cell,
    int n,
    int cells,
    Double deviation,
    Double low,
    Double high,
    Double sharedDeviation) {

  /**
   * What pairs of one seed see of the deviation: all but the part that a seed does to all cells
   * alike. Null where the deviation is.
   */
  public Double pairedDeviation() {
    return deviation == null || sharedDeviation == null
        ? deviation
        : (Double)
            Math.sqrt(Math.max(0, deviation * deviation - sharedDeviation * sharedDeviation));
  }

  /** Whether this is the row for all cells together. */
  public boolean isAll() {
    return cell == null;
  }
}
