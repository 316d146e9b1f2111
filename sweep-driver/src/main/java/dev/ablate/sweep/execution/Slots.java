package dev.ablate.sweep.execution;

import java.util.BitSet;

/**
 * Numbers the tasks that run at one time in this JVM: 0, 1, ... with the lowest free number to
 * each. A task may ask to be the only one.
 */
final class Slots {

  private final BitSet taken = new BitSet();
  private boolean alone;

  /** Takes the lowest free slot; close it to give it back. */
  synchronized Slot take() throws InterruptedException {
    while (alone) {
      wait();
    }
    int number = taken.nextClearBit(0);
    taken.set(number);
    return new Slot(number);
  }

  /** Takes a slot with no other taken beside it. */
  synchronized Slot takeAlone() throws InterruptedException {
    while (alone || !taken.isEmpty()) {
      wait();
    }
    alone = true;
    taken.set(0);
    return new Slot(0);
  }

  private synchronized void giveBack(int number) {
    taken.clear(number);
    alone = false;
    notifyAll();
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
