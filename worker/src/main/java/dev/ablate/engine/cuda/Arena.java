package dev.ablate.engine.cuda;

import java.util.ArrayList;
import java.util.List;

/** A model's memory on the device, taken in few large pieces and given back at once. */
final class Arena implements AutoCloseable {

  private static final long ALIGNMENT = 256;
  private static final long PIECE = 8L << 20;

  private final Device device;
  private final List<Long> pieces = new ArrayList<>();
  private long next;
  private long end;

  Arena(Device device) {
    this.device = device;
  }

  /**
   * Memory, uninitialised.
   *
   * @throws OutOfMemoryError if the device has none left
   */
  long take(long bytes) {
    long rounded = Math.max(1, (bytes + ALIGNMENT - 1) / ALIGNMENT) * ALIGNMENT;
    if (end - next < rounded) {
      long piece = Math.max(PIECE, rounded);
      next = device.allocate(piece);
      end = next + piece;
      pieces.add(next);
    }
    long address = next;
    next += rounded;
    return address;
  }

  /** Memory of so many floats or ints. */
  long numbers(long count) {
    return take(count * Float.BYTES);
  }

  @Override
  public void close() {
    pieces.forEach(device::free);
    pieces.clear();
  }
}
