package dev.ablate.tensor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of a zip archive, unpacked to a bounded size. */
public final class ZipEntries {

  private static final int MOST_ENTRIES = 10_000;

  /** Weights are close to random numbers; a network's zeros pack well, but are not all of it. */
  private static final int MOST_TIMES = 16;

  private static final int SLACK = 1 << 24;

  private ZipEntries() {}

  /** Whether a file's first bytes are those of a zip archive that is not empty. */
  public static boolean isZip(byte[] first) {
    return first.length > 3 && first[0] == 'P' && first[1] == 'K' && first[2] == 3 && first[3] == 4;
  }

  /**
   * All entries by name.
   *
   * @throws TensorFileException if it is damaged, or unpacks to more than an archive of weights
   */
  public static Map<String, byte[]> read(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    long left = (long) MOST_TIMES * zip.length + SLACK;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readNBytes((int) Math.min(left, Integer.MAX_VALUE - 8));
        if (in.read() >= 0 || entries.size() == MOST_ENTRIES) {
          throw new TensorFileException(
              "unpacks to more than any weights of " + zip.length + " packed bytes do");
        }
        left -= bytes.length;
        entries.put(entry.getName(), bytes);
      }
    } catch (TensorFileException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      // The library answers some damaged headers with an unchecked exception.
      throw new TensorFileException("is no sound zip archive (" + e.getMessage() + ")");
    }
    return entries;
  }
}
