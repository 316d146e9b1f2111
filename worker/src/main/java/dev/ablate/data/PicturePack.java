package dev.ablate.data;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pictures of tables copied into one file, so that any of them can be read alone, whatever file
 * system the tables are on: their bytes one after the other, then where each begins, then where
 * that begins. Each picture and the index have a checksum.
 */
final class PicturePack {

  private static final int VERSION = 1;
  private static final long KIND = 0x41424c5041434b31L;
  private static final int BUFFER = 1 << 20;

  private PicturePack() {}

  /**
   * A row of a table.
   *
   * @param part what the row says it is for; empty where it says nothing
   */
  record Row(PictureSource.OfTable picture, String part, String className) {}

  /**
   * The rows of tables in order; copied first, unless that was done before.
   *
   * @throws DataException if there is no room for the copy, or a table cannot be read
   */
  static List<Row> of(String uri, PictureTables.Found tables, Path cacheFolder) throws IOException {
    CachedFile file =
        CachedFile.of(
            cacheFolder,
            uri,
            (VERSION + " " + tables.version()).getBytes(StandardCharsets.UTF_8),
            ".pictures");
    return file.readOrMake(() -> read(file.path()), () -> make(file, tables));
  }

  private static List<Row> make(CachedFile file, PictureTables.Found tables) throws IOException {
    file.make(
        tables.bytes(),
        "a copy of the pictures",
        "take fewer of the tables",
        unfinished -> {
          try (Writer writer = new Writer(unfinished)) {
            tables.read(writer);
            writer.finish();
          }
          return true;
        });
    return read(file.path())
        .orElseThrow(() -> new IOException(file.path() + " was damaged as soon as it was made"));
  }

  /** Numbers texts that come again and again. */
  private static final class Texts {

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    int number(String text) {
      Integer known = numbers.putIfAbsent(text, numbers.size());
      return known == null ? numbers.size() - 1 : known;
    }

    void write(DataOutputStream out) throws IOException {
      out.writeInt(numbers.size());
      for (String text : numbers.keySet()) {
        out.writeUTF(text);
      }
    }
  }

  private static final class Writer implements PictureTables.Rows, AutoCloseable {

    private final OutputStream out;
    private final Texts texts = new Texts();
    private final ByteArrayOutputStream index = new ByteArrayOutputStream();
    private final DataOutputStream rows = new DataOutputStream(index);
    private long written;

    Writer(Path file) throws IOException {
      out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    @Override
    public void add(String file, long row, String part, String className, byte[] picture)
        throws IOException {
      rows.writeInt(texts.number(file));
      rows.writeLong(row);
      rows.writeInt(texts.number(part == null ? "" : part));
      rows.writeInt(texts.number(className));
      rows.writeInt(picture.length);
      rows.writeInt(FileDescription.checksum(picture));
      out.write(picture);
      written += picture.length;
    }

    void finish() throws IOException {
      ByteArrayOutputStream description = new ByteArrayOutputStream();
      try (DataOutputStream whole = new DataOutputStream(description)) {
        texts.write(whole);
        whole.write(index.toByteArray());
      }
      FileDescription.write(out, description.toByteArray(), written, KIND);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** The rows of a pack; nothing if there is none, or its index is damaged. */
  private static Optional<List<Row>> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file)) {
      Optional<byte[]> index = FileDescription.read(channel, KIND);
      return index.isPresent() ? Optional.of(rows(file, index.get())) : Optional.empty();
    }
  }

  private static List<Row> rows(Path file, byte[] index) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(index))) {
      String[] texts = new String[in.readInt()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = in.readUTF();
      }
      long offset = 0;
      while (in.available() > 0) {
        String table = texts[in.readInt()];
        long row = in.readLong();
        String part = texts[in.readInt()];
        String className = texts[in.readInt()];
        int length = in.readInt();
        rows.add(
            new Row(
                new PictureSource.OfTable(file, table, row, offset, length, in.readInt()),
                part,
                className));
        offset += length;
      }
    }
    return rows;
  }
}
