package dev.ablate.sweep.analysis;

/**
 * View {@code importance}: the share of the variance among cells that an axis, or what two axes do
 * together beyond each alone, accounts for. Corrected for the noise of seeds: an axis without
 * effect has about 0, now and then less.
 *
 * @param metric what was measured
 * @param axis name of the axis; {@code residual} for all that no row has
 * @param otherAxis name of the second axis of a pair; null for an axis alone
 * @param n trials behind the row
 * @param share all rows of a metric sum to 1
 * @param low end of the 95 % jackknife interval over seeds; null below three seeds
 * @param high its other end
 * @param basis {@code grid} for the exact decomposition of a full grid's means, {@code model} for
 *     the fitted model of a design with holes
 */
public record Importance(
    Metric metric,
    String axis,
    String otherAxis,
    int n,
    double share,
    Double low,
    Double high,
    String basis) {

  /** Name of the row for what no axis and no pair accounts for. */
  public static final String RESIDUAL = "residual";
}
