package dev.ablate.sweep.analysis;

/**
 * View {@code pareto}: a cell that no other beats in accuracy and cost at once. The front is chosen
 * by {@code metric}, validation where there is any; the test accuracy is only reported.
 *
 * @param metric the accuracy that the front is made with
 * @param against the cost: {@code parameters}, {@code macs} or {@code train_seconds}
 * @param cell the combination of values
 * @param n completed trials
 * @param accuracy mean of {@code metric} over seeds
 * @param cost mean over seeds
 * @param testAccuracy mean over seeds, at the best validation epoch where there is one; null if not
 *     measured
 */
public record ParetoPoint(
    Metric metric,
    String against,
    Cell cell,
    int n,
    double accuracy,
    double cost,
    Double testAccuracy) {}
