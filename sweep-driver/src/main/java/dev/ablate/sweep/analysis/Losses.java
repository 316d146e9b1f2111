package dev.ablate.sweep.analysis;

/**
 * How many of some trials diverged or failed.
 *
 * @param lost those
 * @param ended of them all
 */
record Losses(int lost, int ended) {

  /** A value that loses so much more of its trials than another cannot win by the rest. */
  private static final double TOLERATED = 0.1;

  static Losses of(Observations observations, int axis, int level) {
    int lost = 0;
    int ended = 0;
    for (int cell = 0; cell < observations.cellCount(); cell++) {
      if (observations.level(cell, axis) != level) {
        continue;
      }
      for (int seed = 0; seed < observations.seedCount(); seed++) {
        Trial trial = observations.trial(cell, seed);
        if (trial != null) {
          switch (trial.status()) {
            case DIVERGED, FAILED -> {
              lost++;
              ended++;
            }
            case COMPLETED, STOPPED -> ended++;
            case MISSING, INVALID, EXCLUDED -> {}
          }
        }
      }
    }
    return new Losses(lost, ended);
  }

  /** Null if none ended. */
  Double rate() {
    return ended == 0 ? null : (Double) ((double) lost / ended);
  }

  boolean exceeds(Losses other) {
    return ended > 0 && rate() > (other.ended == 0 ? 0 : other.rate()) + TOLERATED;
  }
}
