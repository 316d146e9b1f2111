package dev.ablate.data;

/** The bytes of equally large images, one after the other; safe for all threads. */
interface Pixels {

  /** The longest array that every JVM makes. */
  int MOST_IN_ARRAY = Integer.MAX_VALUE - 16;

  /** Number of bytes. */
  long size();

  /** Copies {@code length} bytes from {@code offset} on to {@code target}'s beginning. */
  void read(long offset, byte[] target, int length);

  /** All of them in one array, which must not be changed; not a copy where they are in memory. */
  byte[] array();

  /**
   * An array for so many bytes.
   *
   * @throws DataException if no array holds them
   */
  static byte[] room(long size) {
    if (size > MOST_IN_ARRAY) {
      throw new DataException(
          "the images have "
              + size
              + " bytes, more than a device can be given at once; set a smaller dataset.resize");
    }
    return new byte[(int) size];
  }

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
