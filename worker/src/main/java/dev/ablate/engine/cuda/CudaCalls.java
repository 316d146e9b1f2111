package dev.ablate.engine.cuda;

import com.sun.jna.Memory;
import dev.ablate.engine.EngineException;

/** Reads what the driver's functions return. */
final class CudaCalls {

  private static final int SUCCESS = 0;
  private static final int OUT_OF_MEMORY = 2;

  private CudaCalls() {}

  /** A function that writes one number of 64 bits, or of 32, to an address. */
  @FunctionalInterface
  interface Getter {
    int call(Memory value);
  }

  /**
   * Throws if a call failed.
   *
   * @param name of the function
   * @throws OutOfMemoryError if the device's memory is used up
   * @throws EngineException with the driver's words otherwise
   */
  static void check(int result, String name) {
    if (result == OUT_OF_MEMORY) {
      throw new OutOfMemoryError(name + ": the device's memory is used up");
    }
    if (result != SUCCESS) {
      throw new EngineException(name + " failed: " + text(result) + " (CUDA error " + result + ")");
    }
  }

  /** What a function writes. */
  static long get(String name, Getter getter) {
    Memory value = new Memory(Long.BYTES);
    value.clear();
    check(getter.call(value), name);
    return value.getLong(0);
  }

  private static String text(int result) {
    Memory text = new Memory(Long.BYTES);
    return CudaDriver.cuGetErrorString(result, text) == SUCCESS
        ? text.getPointer(0).getString(0)
        : "unknown error";
  }
}
