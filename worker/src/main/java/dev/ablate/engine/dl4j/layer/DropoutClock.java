package dev.ablate.engine.dl4j.layer;

import dev.ablate.spec.Seeds;
import java.util.SplittableRandom;

/** What dropout's draws derive from: the trial's seed and the step being taken. */
public final class DropoutClock {

  private final long seed;
  private int epoch;
  private int iteration;

  public DropoutClock(long seed) {
    this.seed = seed;
  }

  public void set(int newEpoch, int newIteration) {
    epoch = newEpoch;
    iteration = newIteration;
  }

  /** The generator of one layer's draw in this step. */
  SplittableRandom random(String layer) {
    long step = Seeds.derive(seed, Seeds.Purpose.DROPOUT, epoch, iteration);
    return Seeds.random(step, Seeds.Purpose.DROPOUT, layer, 0);
  }
}
