package dev.ablate.sweep.analysis;

import dev.ablate.sweep.analysis.Verdict.Kind;

/** Puts comparisons into words. */
record Judge(Observations observations) {

  /**
   * The verdict on a difference.
   *
   * @param adjusted p after Holm; null where there is none
   * @param family how many comparisons are judged together
   * @param value what the value lost
   * @param against what the other lost
   */
  Verdict verdict(Estimate estimate, Double adjusted, int family, Losses value, Losses against) {
    if (adjusted == null) {
      Kind kind =
          estimate.pairs() > 0 && observations.oneSeed() ? Kind.ONE_SEED : Kind.TOO_FEW_PAIRS;
      return new Verdict(kind, null, kind == Kind.ONE_SEED ? 0 : value.lost(), value.ended());
    }
    if (adjusted >= Power.LEVEL) {
      return new Verdict(
          Kind.NO_DIFFERENCE, estimate.detectable(family), value.lost(), value.ended());
    }
    boolean better = estimate.mean() * observations.sign() > 0;
    if (better) {
      return new Verdict(
          value.exceeds(against) ? Kind.SURVIVORS : Kind.BETTER, null, value.lost(), value.ended());
    }
    return against.exceeds(value)
        ? new Verdict(Kind.AGAINST_SURVIVORS, null, against.lost(), against.ended())
        : new Verdict(Kind.WORSE, null, value.lost(), value.ended());
  }
}
