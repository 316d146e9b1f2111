package dev.ablate.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the files of a tar archive, compressed or not; nothing is ever unpacked to disk. */
final class TarArchive {

  /** More than all files of any data set that comes so. */
  private static final long MOST_BYTES = 1L << 30;

  private static final int MOST_ENTRIES = 100_000;

  private TarArchive() {}

  /** Takes one file of an archive. */
  @FunctionalInterface
  interface Reader {
    void read(String path, long size, InputStream in) throws IOException;
  }

  /**
   * Reads all files in their order; {@code ./} before a path is left out, and what macOS puts
   * beside files ({@code ._name}) passed over.
   *
   * @throws DataException if the archive is damaged, too large, or names a place outside of itself
   */
  static void read(Path archive, Reader reader) {
    try (InputStream plain = Compression.open(Files.newInputStream(archive), new boolean[1]);
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      InputStream in = new BufferedInputStream(tar, 1 << 16);
      long bytes = 0;
      int entries = 0;
      for (TarArchiveEntry entry = tar.getNextTarEntry();
          entry != null;
          entry = tar.getNextTarEntry()) {
        String path = path(archive, entry.getName());
        bytes += entry.getSize();
        entries++;
        if (entry.getSize() > MOST_BYTES || bytes > MOST_BYTES || entries > MOST_ENTRIES) {
          throw new DataException(
              archive + ": unpacks to more than any data set that is read so; fetch it again");
        }
        if (entry.isFile() && !path.substring(path.lastIndexOf('/') + 1).startsWith("._")) {
          reader.read(path, entry.getSize(), in);
        }
      }
    } catch (ZipException | EOFException e) {
      throw new DataException(
          archive + ": is no sound gzip file (" + e.getMessage() + "); fetch it again", e);
    } catch (IOException | IllegalArgumentException e) {
      // The library answers some damaged headers with an unchecked exception.
      throw new DataException(archive + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String path(Path archive, String name) {
    if (name.startsWith("/") || Arrays.asList(name.split("[/\\\\]")).contains("..")) {
      throw new DataException(
          archive
              + ": holds "
              + name
              + ", a path that leads out of the archive; fetch it from its authors");
    }
    return name.startsWith("./") ? name.substring(2) : name;
  }
}
