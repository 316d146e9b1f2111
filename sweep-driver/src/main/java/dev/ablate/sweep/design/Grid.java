package dev.ablate.sweep.design;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Every combination, counted like an odometer: the last axis fastest. */
final class Grid implements Iterator<int[]> {
  private final int[] sizes;
  private int[] next;

  Grid(int[] sizes) {
    this.sizes = sizes;
    this.next = Arrays.stream(sizes).allMatch(size -> size > 0) ? new int[sizes.length] : null;
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
    int axis = sizes.length - 1;
    while (axis >= 0 && ++next[axis] == sizes[axis]) {
      next[axis--] = 0;
    }
    if (axis < 0) {
      next = null;
    }
    return current;
  }
}
