package dev.ablate.sweep.analysis;

/**
 * View {@code failures}: how trials with a value ended.
 *
 * @param metric {@code all}: it is the same for every one
 * @param axis what is varied
 * @param value what it is set to
 * @param n trials that ended
 * @param diverged of them
 * @param failed of them, of whichever class
 * @param exception of the failed
 * @param outOfMemory of the failed
 * @param crash of the failed
 * @param timeout of the failed
 * @param lost of the failed
 * @param stopped before their last epoch; they count as ended
 * @param rate share of n that diverged or failed; null if none ended
 * @param low end of its 95 % Wilson interval; null if none ended
 * @param high its other end
 */
public record FailureRate(
    String metric,
    Axis axis,
    Object value,
    int n,
    int diverged,
    int failed,
    int exception,
    int outOfMemory,
    int crash,
    int timeout,
    int lost,
    int stopped,
    Double rate,
    Double low,
    Double high) {}
