package dev.ablate.sweep.analysis;

/**
 * View {@code anova}: a term of the linear model.
 *
 * @param metric what was measured
 * @param term an axis {@code filters}, a pair {@code optimizer:filters}, {@code seed} or {@code
 *     residual}
 * @param n completed trials in the model
 * @param sumOfSquares type II: by how much the residual's grows without the term, from the model of
 *     all terms that do not contain it; null if the design says nothing of the term
 * @param degreesOfFreedom that the design leaves to the term
 * @param meanSquare their quotient; null without degrees of freedom
 * @param f mean square over the residual's; null if there is no residual
 * @param p of F; null if there is no F
 * @param partialOmegaSquared share of the variance that neither chance nor another term explains;
 *     below 0 by chance; null if there is no F
 * @param aliasedWith terms that the design cannot tell it from, or why it says nothing; null if
 *     nothing is lost
 */
public record AnovaTerm(
    Metric metric,
    String term,
    int n,
    Double sumOfSquares,
    int degreesOfFreedom,
    Double meanSquare,
    Double f,
    Double p,
    Double partialOmegaSquared,
    String aliasedWith) {

  /** Name of the block of seeds. */
  public static final String SEED = "seed";

  /** Name of what is left. */
  public static final String RESIDUAL = "residual";
}
