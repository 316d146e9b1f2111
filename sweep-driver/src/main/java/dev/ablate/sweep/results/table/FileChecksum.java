package dev.ablate.sweep.results.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The checksum of a file's pages, kept in its footer. Parquet's own cover what is in a page, not
 * the page's header.
 *
 * @param length bytes from the beginning of the file
 * @param crc CRC-32 of them
 */
public record FileChecksum(long length, long crc) {

  private static final String KEY = "ablate.crc32";
  private static final int BUFFER_BYTES = 1 << 16;

  /** What the footer holds of it. */
  public Map<String, String> footer() {
    return Map.of(KEY, length + " " + HexFormat.of().toHexDigits((int) crc));
  }

  /** The checksum that a footer holds; of nothing, if it holds none. */
  public static FileChecksum of(Map<String, String> footer) {
    String text = footer.getOrDefault(KEY, "");
    if (!text.matches("[0-9]{1,18} [0-9a-f]{8}")) {
      return new FileChecksum(0, 0);
    }
    int space = text.indexOf(' ');
    return new FileChecksum(
        Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1), 16));
  }

  /** Whether a file begins with those bytes. */
  public boolean matches(InputStream file) throws IOException {
    CRC32 actual = new CRC32();
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = length;
    while (left > 0) {
      int read = file.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return false;
      }
      actual.update(buffer, 0, read);
      left -= read;
    }
    return actual.getValue() == crc;
  }
}
