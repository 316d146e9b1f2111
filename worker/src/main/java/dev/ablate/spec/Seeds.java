package dev.ablate.spec;

import java.util.SplittableRandom;

/**
 * Derived randomness: each draw's generator comes from (seed, purpose, epoch, iteration), so that a
 * resumed trial needs no generator state and one draw never shifts another.
 */
public final class Seeds {

  /** What a draw is for. The constants' order is free; their names are part of every result. */
  public enum Purpose {
    SPLIT,
    SUBSAMPLE,
    SHUFFLE,
    AUGMENTATION,
    INITIAL_WEIGHTS,
    DROPOUT,
    DESIGN
  }

  private Seeds() {}

  /**
   * The seed of one draw. Mixes with the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
   *
   * @param major an epoch or a layer index, 0 where it has no meaning
   * @param minor an iteration, 0 where it has no meaning
   */
  public static long derive(long seed, Purpose purpose, long major, long minor) {
    long hash = mix(seed + 0x9E3779B97F4A7C15L);
    for (int i = 0; i < purpose.name().length(); i++) {
      hash = mix(hash ^ purpose.name().charAt(i));
    }
    return mix(mix(hash ^ major) + 0x9E3779B97F4A7C15L * (minor + 1));
  }

  /** The generator of one draw; see {@link #derive}. */
  public static SplittableRandom random(long seed, Purpose purpose, long major, long minor) {
    return new SplittableRandom(derive(seed, purpose, major, minor));
  }

  /** Shuffles in place (Fisher and Yates). */
  public static void shuffle(int[] items, SplittableRandom random) {
    for (int i = items.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
