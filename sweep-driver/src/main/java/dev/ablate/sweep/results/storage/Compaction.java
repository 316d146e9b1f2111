package dev.ablate.sweep.results.storage;

/**
 * What a compaction did.
 *
 * @param merged files whose rows were written to a new one
 * @param deleted files that were superfluous for long enough
 * @param kept superfluous files that a later compaction deletes
 */
public record Compaction(int merged, int deleted, int kept) {}
