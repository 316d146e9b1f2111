package dev.ablate.sweep.results.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A design point of a run.
 *
 * @param point from 0, in the design's order
 * @param cell the point without its seed: replicates share it
 * @param seed of the trial
 * @param trialId what trains it; null if the point is invalid
 * @param atEpoch the epoch whose scores are the point's; null if the point is invalid
 * @param validity {@code valid} or {@code invalid}
 * @param reason why it cannot be trained; null if it can
 * @param values one an {@link AxisColumn}, in the same order: Long, Double, Boolean, String or null
 */
public record DesignRow(
    int point,
    int cell,
    long seed,
    String trialId,
    Integer atEpoch,
    String validity,
    String reason,
    List<Object> values) {

  public DesignRow {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}
