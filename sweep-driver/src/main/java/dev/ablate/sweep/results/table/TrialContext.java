package dev.ablate.sweep.results.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where and when an attempt ran.
 *
 * @param device what it was trained on
 * @param host name of the machine
 * @param startedAt before the first step
 * @param endedAt when the outcome was known
 * @param executor of Spark: {@code driver} in local mode
 * @param slot which of the executor's slots, from 0
 */
public record TrialContext(
    DeviceUsed device, String host, String executor, Instant startedAt, Instant endedAt, int slot) {

  public TrialContext {
    // What a Parquet timestamp can hold.
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    endedAt = endedAt.truncatedTo(ChronoUnit.MICROS);
  }
}
