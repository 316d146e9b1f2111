package dev.ablate.engine.cuda;

import dev.ablate.engine.cuda.DeviceStream.HostMemory;
import java.nio.ByteBuffer;

/**
 * What changes from step to step: the structure {@code Step} of {@code common.cu}. Java writes the
 * next one while the device may still be at earlier ones, so there is a ring of them.
 */
final class StepRecords {

  static final int PIXELS = 0;
  static final int LABELS = 8;
  static final int ORDER = 16;
  static final int TABLE = 24;
  static final int OFFSET = 32;

  /** Where the update's numbers begin; see {@link UpdateNumbers}. */
  static final int UPDATE = 36;

  /** Whether some layers are not to learn yet. */
  static final int EARLY = 76;

  static final int SEEDS = 80;

  private static final int SLOTS = 256;

  private final DeviceStream stream;
  private final HostMemory ring;
  private final ByteBuffer bytes;
  private final int size;
  private final long address;
  private int slot;

  StepRecords(DeviceStream stream, Arena arena, int dropouts) {
    this.stream = stream;
    this.size = SEEDS + Long.BYTES * Math.max(1, dropouts);
    this.ring = stream.hostMemory(SLOTS * size);
    this.bytes = ring.bytes();
    this.address = arena.take(size);
  }

  /** Where kernels find the record of the step they are of. */
  long address() {
    return address;
  }

  /** Where the next record's field is in {@link #bytes}. */
  int at(int field) {
    return slot * size + field;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  /** Sends the record, for the work that is asked for next. */
  void send() {
    stream.upload(ring.address() + (long) slot * size, address, size);
    slot++;
    if (slot == SLOTS) {
      // Only now is the first one surely read.
      stream.await();
      slot = 0;
    }
  }
}
