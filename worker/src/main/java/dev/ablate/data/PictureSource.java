package dev.ablate.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Where the bytes of a picture lie. */
sealed interface PictureSource {

  /** For people. */
  String name();

  /** How many they are. */
  long length() throws IOException;

  /** Another text whenever the bytes are others; also where there are none. */
  String version() throws IOException;

  byte[] content() throws IOException;

  /**
   * A file of its own.
   *
   * @param path where it lies
   */
  record OfFile(Path path) implements PictureSource {

    private static final long MOST_BYTES = 1L << 29;

    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public long length() throws IOException {
      return Files.size(path);
    }

    @Override
    public String version() throws IOException {
      return Files.exists(path)
          ? path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path).toMillis()
          : path.toString();
    }

    @Override
    public byte[] content() throws IOException {
      if (!Files.isRegularFile(path)) {
        throw new NoSuchFileException(path.toString(), null, "is no file, or a link to none");
      }
      long size = Files.size(path);
      if (size > MOST_BYTES) {
        throw new IOException("has " + size + " bytes, more than any picture that is read");
      }
      return Files.readAllBytes(path);
    }
  }

  /**
   * A part of a {@link PicturePack}.
   *
   * @param pack the file
   * @param table the table that it was copied from
   * @param row of the table, from 0
   * @param offset of its first byte in the pack
   * @param bytes how many
   * @param checksum CRC-32C of them
   */
  record OfTable(Path pack, String table, long row, long offset, int bytes, int checksum)
      implements PictureSource {

    @Override
    public String name() {
      return String.format(Locale.ROOT, "%s: row %d", table, row);
    }

    @Override
    public long length() {
      return bytes;
    }

    @Override
    public String version() {
      return pack.getFileName() + " " + offset;
    }

    @Override
    public byte[] content() throws IOException {
      if (bytes == 0) {
        throw new IOException("there is no picture in the row");
      }
      byte[] content;
      try (FileChannel channel = FileChannel.open(pack)) {
        content = FileDescription.bytes(channel, offset, bytes);
      }
      if (FileDescription.checksum(content) != checksum) {
        throw new IOException("its copy in " + pack + " is damaged; delete that file");
      }
      return content;
    }
  }
}
