/**
 * Which choice mattered, by how much, how sure: plain numbers from what trials measured, without
 * Spark and without drawing.
 *
 * <p>{@code Analysis.of(results)} takes {@link dev.ablate.sweep.analysis.SweepResults}, the design
 * with what its trials hold, and answers with one list of records for each view, by metric where
 * the view has one: {@code cells(metric)}, {@code mainEffects(metric)}, {@code
 * comparisons(metric)}, {@code interactions(metric)}, {@code anova(metric)}, {@code
 * importance(metric)}, {@code ablationPath(metric)}, {@code curves()}, {@code noise(metric)},
 * {@code pareto()}, {@code generalisationGaps()}, {@code failures()}, {@code expectedBest()}. A
 * record is a row, its components are the columns: {@code pAdjusted} is {@code p_adjusted}. What
 * the data cannot say is null; no number is ever NaN.
 *
 * <p>The unit of replication is the seed. Differences are paired: the same other axes, the same
 * seed. {@code docs/analysis.md} has the formulas.
 */
package dev.ablate.sweep.analysis;
