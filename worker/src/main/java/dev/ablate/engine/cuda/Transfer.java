package dev.ablate.engine.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;

/**
 * Copies whole arrays between Java and a device, and waits for them: for what is not in a hurry.
 */
final class Transfer {

  private static final int PIECE = 4 << 20;

  private Transfer() {}

  static float[] floats(DeviceStream stream, long from, int count) {
    Memory memory = memory((long) count * Float.BYTES);
    stream.download(from, Pointer.nativeValue(memory), (long) count * Float.BYTES);
    return memory.getFloatArray(0, count);
  }

  static void floats(DeviceStream stream, float[] values, long to) {
    Memory memory = memory((long) values.length * Float.BYTES);
    memory.write(0, values, 0, values.length);
    send(stream, memory, to, (long) values.length * Float.BYTES);
  }

  static void ints(DeviceStream stream, int[] values, long to) {
    Memory memory = memory((long) values.length * Integer.BYTES);
    memory.write(0, values, 0, values.length);
    send(stream, memory, to, (long) values.length * Integer.BYTES);
  }

  /** Piece by piece: data sets are large. */
  static void bytes(DeviceStream stream, byte[] values, long to) {
    Memory memory = memory(Math.min(PIECE, values.length));
    for (int from = 0; from < values.length; from += PIECE) {
      int length = Math.min(PIECE, values.length - from);
      memory.write(0, values, from, length);
      send(stream, memory, to + from, length);
    }
  }

  private static void send(DeviceStream stream, Memory memory, long to, long bytes) {
    try {
      stream.upload(Pointer.nativeValue(memory), to, bytes);
      stream.await();
    } finally {
      // Else it may be freed as soon as its address is known.
      Reference.reachabilityFence(memory);
    }
  }

  private static Memory memory(long bytes) {
    return new Memory(Math.max(1, bytes));
  }
}
