package dev.ablate.sweep.analysis;

/**
 * View {@code expected_best}: what a search of {@code k} cells, drawn at random from those
 * measured, would have found. Dodge, Gururangan, Card, Schwartz, Smith, "Show your work: improved
 * reporting of experimental results", 2019.
 *
 * @param metric what the best is picked by: best validation accuracy, or test accuracy where there
 *     is no validation
 * @param k cells drawn, with replacement
 * @param n trials behind the row
 * @param cells measured
 * @param expected best of the k, on average
 * @param testAccuracy of the one picked, on average; null if not measured
 */
public record ExpectedBest(
    Metric metric, int k, int n, int cells, double expected, Double testAccuracy) {}
