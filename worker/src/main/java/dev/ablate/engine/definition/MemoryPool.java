package dev.ablate.engine.definition;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Native memory that the models of a process share: each takes its need before it is built, so that
 * together they want no more than there is.
 */
public final class MemoryPool {

  private final LongSupplier capacity;
  private long taken;

  /**
   * With nothing taken.
   *
   * @param capacity bytes for all models together, now
   */
  public MemoryPool(LongSupplier capacity) {
    this.capacity = capacity;
  }

  /**
   * Takes what a model needs, until the share is closed.
   *
   * @throws OutOfMemoryError if the models there are leave too little
   */
  public synchronized Share take(MemoryNeed need) {
    need.require(capacity.getAsLong() - taken);
    taken += need.bytes();
    return new Share(need.bytes());
  }

  private synchronized void giveBack(long bytes) {
    taken -= bytes;
  }

  /** What one model has taken. */
  public final class Share implements AutoCloseable {
    private final long bytes;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Share(long bytes) {
      this.bytes = bytes;
    }

    /** Gives it back; once, however often it is called. */
    @Override
    public void close() {
      if (open.getAndSet(false)) {
        giveBack(bytes);
      }
    }
  }
}
