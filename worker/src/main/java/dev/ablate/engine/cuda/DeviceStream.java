package dev.ablate.engine.cuda;

import java.nio.ByteBuffer;

/**
 * One trial's work on a device: done in the order asked for, while Java goes on. Used by one thread
 * at a time.
 */
interface DeviceStream extends AutoCloseable {

  /**
   * Memory of this machine that the device reads and writes.
   *
   * @param address for the device
   * @param bytes for Java, in the machine's byte order
   */
  record HostMemory(long address, ByteBuffer bytes) {}

  /** Work that was taken down once, to be done often. */
  interface Recording extends AutoCloseable {

    /** Does it, after all that was asked for before. */
    void run();

    @Override
    void close();
  }

  /** Memory that copies read later than they are asked for; freed with the stream. */
  HostMemory hostMemory(int bytes);

  /** Copies to the device; the host's memory must stay as it is until that has happened. */
  void upload(long from, long to, long bytes);

  /** Copies to this machine, and waits for it. */
  void download(long from, long to, long bytes);

  /** Sets bytes to zero. */
  void clear(long address, long bytes);

  /** Runs a kernel. */
  void launch(Launch launch);

  /** Takes down the launches that a piece of code asks for, without doing them. */
  Recording record(Runnable work);

  /** Waits until all is done. */
  void await();

  /** Waits, and gives the stream's memory back. */
  @Override
  void close();
}
