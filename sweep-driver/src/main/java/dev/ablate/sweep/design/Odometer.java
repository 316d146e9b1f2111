package dev.ablate.sweep.design;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Every combination of levels, the last factor fastest. */
final class Odometer implements Iterator<int[]> {
  private final int[] sizes;
  private int[] next;

  Odometer(int[] sizes) {
    this.sizes = sizes;
    this.next = Arrays.stream(sizes).allMatch(size -> size > 0) ? new int[sizes.length] : null;
  }

  /** The combination of a position in this order. */
  static int[] levels(long position, int[] sizes) {
    int[] levels = new int[sizes.length];
    long rest = position;
    for (int factor = sizes.length - 1; factor >= 0; factor--) {
      levels[factor] = (int) (rest % sizes[factor]);
      rest /= sizes[factor];
    }
    return levels;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public int[] next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    int[] current = next;
    next = current.clone();
    int factor = sizes.length - 1;
    while (factor >= 0 && ++next[factor] == sizes[factor]) {
      next[factor--] = 0;
    }
    if (factor < 0) {
      next = null;
    }
    return current;
  }
}
