package dev.ablate.sweep.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A design point with what was measured: a cell's replicate.
 *
 * @param cell which combination of values
 * @param seed of the replicate
 * @param trialId what trained it, null if nothing did; points with one trial and one {@code
 *     atEpoch} are the same measurement
 * @param atEpoch the epoch whose scores are the point's; null if nothing trained it
 * @param status what came of it
 * @param failure {@code exception}, {@code out-of-memory}, {@code crash}, {@code timeout} or {@code
 *     lost}; null unless failed
 * @param values by name of the metric, finite numbers only
 */
public record Trial(
    Cell cell,
    long seed,
    String trialId,
    Integer atEpoch,
    Status status,
    String failure,
    Map<String, Double> values) {

  public Trial {
    Objects.requireNonNull(cell);
    Objects.requireNonNull(status);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    values.forEach(
        (metric, value) -> {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                metric + " of " + cell + " must be finite, but was " + value);
          }
        });
  }

  /** Whether the other is the very same measurement under another name. */
  boolean sharesTrial(Trial other) {
    return trialId != null
        && trialId.equals(other.trialId)
        && Objects.equals(atEpoch, other.atEpoch);
  }
}
