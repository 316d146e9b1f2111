package dev.ablate.sweep.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * How many slots were busy over time, looked at now and then. Keeps few numbers: as a run grows
 * longer, each stands for a longer time.
 */
final class BusySlots {

  private static final int KEPT = 64;

  private final int slots;
  private final List<Double> shares = new ArrayList<>();
  private int looksEach = 1;
  private int looks;
  private int pending;
  private double pendingSum;
  private double sum;

  BusySlots(int slots) {
    this.slots = Math.max(1, slots);
  }

  /** So many are busy now. */
  void sample(int busy) {
    double share = Math.min(1, (double) busy / slots);
    looks++;
    sum += share;
    pendingSum += share;
    pending++;
    if (pending == looksEach) {
      shares.add(pendingSum / pending);
      pendingSum = 0;
      pending = 0;
    }
    if (shares.size() == KEPT) {
      for (int i = 0; i < KEPT / 2; i++) {
        shares.set(i, (shares.get(2 * i) + shares.get(2 * i + 1)) / 2);
      }
      shares.subList(KEPT / 2, KEPT).clear();
      looksEach *= 2;
    }
  }

  /** The mean share over all looks, in [0, 1]. */
  double share() {
    return looks == 0 ? 0 : sum / looks;
  }

  /** Mean shares of equal times, the oldest first. */
  List<Double> shares() {
    return List.copyOf(shares);
  }
}
