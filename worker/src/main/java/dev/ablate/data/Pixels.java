package dev.ablate.data;

/** The bytes of equally large images, one after the other; safe for all threads. */
interface Pixels {

  /** Number of bytes. */
  long size();

  /** Copies {@code length} bytes from {@code offset} on to {@code target}'s beginning. */
  void read(long offset, byte[] target, int length);

  /** All of them in one array, which must not be changed; not a copy where they are in memory. */
  byte[] array();

  /** In memory. */
  @SuppressWarnings("ArrayRecordComponent")
  record InMemory(byte[] array) implements Pixels {

    @Override
    public long size() {
      return array.length;
    }

    @Override
    public void read(long offset, byte[] target, int length) {
      System.arraycopy(array, Math.toIntExact(offset), target, 0, length);
    }
  }
}
