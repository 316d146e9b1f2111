package dev.ablate.sweep.bench;

/**
 * What a driver did with a cluster's slots, and what it took for that.
 *
 * @param busy share of the slots' time, in [0, 1], in which trials were in them, from the first
 *     trial's begin to the last one's: after that there is nothing to fill slots with
 * @param cores processor time of the process over the run's time
 * @param peakBytes of memory that the process had at most, NaN where the system does not tell
 */
public record DriverCost(double busy, double cores, double peakBytes) {}
