package dev.ablate.data;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What stands at the end of a file, after its data, and says what they are: some bytes, then where
 * they begin, their CRC-32C, and which kind of file it is. A file that was cut off has none.
 */
final class FileDescription {

  private static final int TAIL = Long.BYTES + Integer.BYTES + Long.BYTES;

  private FileDescription() {}

  /**
   * Ends a file.
   *
   * @param begin how many bytes of data were written before
   * @param kind which the reader must ask for
   */
  static void write(OutputStream out, byte[] description, long begin, long kind)
      throws IOException {
    out.write(description);
    DataOutputStream tail = new DataOutputStream(out);
    tail.writeLong(begin);
    tail.writeInt(checksum(description));
    tail.writeLong(kind);
    tail.flush();
  }

  /** Nothing if the file is of another kind, cut off, or the description damaged. */
  static Optional<byte[]> read(FileChannel channel, long kind) throws IOException {
    long end = channel.size() - TAIL;
    if (end < 0) {
      return Optional.empty();
    }
    ByteBuffer tail = ByteBuffer.wrap(bytes(channel, end, TAIL));
    long begin = tail.getLong();
    int checksum = tail.getInt();
    if (tail.getLong() != kind || begin < 0 || begin > end) {
      return Optional.empty();
    }
    byte[] description = bytes(channel, begin, Math.toIntExact(end - begin));
    return checksum(description) == checksum ? Optional.of(description) : Optional.empty();
  }

  /** Some bytes of a file; zeros where it ends before. */
  static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer, from + buffer.position());
    }
    return bytes;
  }

  /** CRC-32C. */
  static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
