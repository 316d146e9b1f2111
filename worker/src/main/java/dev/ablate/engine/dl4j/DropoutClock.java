package dev.ablate.engine.dl4j;

import dev.ablate.spec.Seeds;
import java.util.SplittableRandom;

/** What dropout's draws derive from: the trial's seed and the step being taken. */
final class DropoutClock {

  private final long seed;
  private int epoch;
  private int iteration;

  DropoutClock(long seed) {
    this.seed = seed;
  }

  void set(int newEpoch, int newIteration) {
    epoch = newEpoch;
    iteration = newIteration;
  }

  /** The generator of one layer's draw in this step. */
  SplittableRandom random(int layer) {
    long step = Seeds.derive(seed, Seeds.Purpose.DROPOUT, epoch, iteration);
    return Seeds.random(step, Seeds.Purpose.DROPOUT, layer, 0);
  }
}
