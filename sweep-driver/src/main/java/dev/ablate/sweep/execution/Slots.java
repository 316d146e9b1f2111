package dev.ablate.sweep.execution;

import java.util.BitSet;

/**
 * Numbers the tasks that run at one time in this JVM: 0, 1, ... with the lowest free number to
 * each.
 */
final class Slots {

  private final BitSet taken = new BitSet();

  /** Takes the lowest free slot; close it to give it back. */
  synchronized Slot take() {
    int number = taken.nextClearBit(0);
    taken.set(number);
    return new Slot(number);
  }

  private synchronized void giveBack(int number) {
    taken.clear(number);
  }

  /** A slot held. */
  final class Slot implements AutoCloseable {

    private final int number;

    private Slot(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    @Override
    public void close() {
      giveBack(number);
    }
  }
}
