package dev.ablate.sweep.results.table;

/**
 * How many epochs an attempt at a trial trained.
 *
 * @param epochsAsked how many it was to train
 * @param epochsTrained whole epochs it did train
 * @param lastEpoch the last measured epoch, one more than {@code epochsTrained} if it was cut by an
 *     iteration limit or a stop rule; null if none was measured, and in rows of earlier versions,
 *     which count a cut epoch as trained
 */
public record EpochCount(int epochsAsked, int epochsTrained, Integer lastEpoch) {

  /** The last measured epoch; 0 if none was. */
  public int measured() {
    return lastEpoch == null ? epochsTrained : lastEpoch;
  }
}
