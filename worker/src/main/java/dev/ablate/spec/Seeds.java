package dev.ablate.spec;

import java.util.SplittableRandom;

/**
 * Derived randomness: each draw's generator comes from (seed, purpose, epoch, iteration) or (seed,
 * purpose, name), so that a resumed trial needs no generator state and one draw never shifts
 * another.
 */
public final class Seeds {

  /** What a draw is for. The constants' order is free; their names are part of every result. */
  public enum Purpose {
    SPLIT,
    SUBSAMPLE,
    SHUFFLE,
    AUGMENTATION,
    MIXING,
    INITIAL_WEIGHTS,
    DROPOUT,
    DESIGN
  }

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /**
   * The seed of one draw. Mixes with the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
   *
   * @param major an epoch or a class, 0 where it has no meaning
   * @param minor an iteration, 0 where it has no meaning
   */
  public static long derive(long seed, Purpose purpose, long major, long minor) {
    return mix(mix(start(seed, purpose) ^ major) + GAMMA * (minor + 1));
  }

  /**
   * The seed of one draw of something that has a name, wherever it stands among others.
   *
   * @param name of what draws: a layer
   * @param minor which of its draws, from 0
   */
  public static long derive(long seed, Purpose purpose, String name, long minor) {
    return derive(absorb(start(seed, purpose), name), purpose, name.length(), minor);
  }

  /** The generator of one draw; see {@link #derive(long, Purpose, long, long)}. */
  public static SplittableRandom random(long seed, Purpose purpose, long major, long minor) {
    return new SplittableRandom(derive(seed, purpose, major, minor));
  }

  /** The generator of one draw; see {@link #derive(long, Purpose, String, long)}. */
  public static SplittableRandom random(long seed, Purpose purpose, String name, long minor) {
    return new SplittableRandom(derive(seed, purpose, name, minor));
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

  private static long start(long seed, Purpose purpose) {
    return absorb(mix(seed + GAMMA), purpose.name());
  }

  private static long absorb(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash ^ text.charAt(i));
    }
    return hash;
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
