package dev.ablate.engine.cuda;

/**
 * What runs kernels: a CUDA device, or in tests an emulation. Addresses are the device's own.
 * Thread-safe.
 */
interface Device {

  /** For people: {@code cuda:0}. */
  String description();

  /**
   * Memory, uninitialised.
   *
   * @return its address, a multiple of 256
   * @throws OutOfMemoryError if there is none left
   */
  long allocate(long bytes);

  /** Gives memory back once nothing uses it any more. */
  void free(long address);

  /** What trials share of their data sets. */
  DeviceImages images();

  /** A sequence of work beside other trials'. */
  DeviceStream open();
}
