package dev.ablate.sweep.stopping;

import dev.ablate.trial.TrialId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stops a trial at an epoch if its best accuracy until then is below the median, over the other
 * trials that have come as far, of their average accuracy until then.
 */
final class MedianRule implements StoppingRule {

  private final int grace;
  private final int others;
  private final Set<TrialId> kept;
  private final Map<TrialId, NavigableMap<Integer, Double>> reports = new HashMap<>();

  MedianRule(int grace, int others, Set<TrialId> kept) {
    this.grace = grace;
    this.others = others;
    this.kept = Set.copyOf(kept);
  }

  @Override
  public synchronized Optional<String> report(TrialId trial, int epoch, double accuracy) {
    NavigableMap<Integer, Double> own = reports.computeIfAbsent(trial, unseen -> new TreeMap<>());
    own.putIfAbsent(epoch, accuracy);
    if (epoch < grace || kept.contains(trial)) {
      return Optional.empty();
    }
    double[] averages =
        reports.entrySet().stream()
            .filter(other -> !other.getKey().equals(trial))
            .map(Map.Entry::getValue)
            .filter(epochs -> epochs.lastKey() >= epoch && epochs.firstKey() <= epoch)
            .mapToDouble(epochs -> average(epochs.headMap(epoch, true)))
            .sorted()
            .toArray();
    double best = own.headMap(epoch, true).values().stream().max(Double::compare).orElseThrow();
    if (averages.length < others || best >= median(averages)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "median: %.4f, the best until epoch %d, is below %.4f, the median of %d other trials",
            best,
            epoch,
            median(averages),
            averages.length));
  }

  private static double average(Map<Integer, Double> epochs) {
    return epochs.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
