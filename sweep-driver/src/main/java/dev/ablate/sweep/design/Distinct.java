package dev.ablate.sweep.design;

import java.nio.IntBuffer;
import java.util.HashSet;
import java.util.Set;

/** The choices seen so far. */
final class Distinct {
  private final Set<IntBuffer> seen = new HashSet<>();

  /** Whether a choice was not seen before. */
  boolean add(int[] choice) {
    return seen.add(IntBuffer.wrap(choice));
  }
}
