package dev.ablate.sweep.results.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;

/** Rows to and from a Parquet file; pages carry checksums, which reading verifies. */
public final class ParquetRows {

  /** Row groups are buffered whole while they are written; trials' rows are long. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  /** Shared, since reading Hadoop's defaults takes longer than writing a trial's row. */
  private static final Configuration WRITING = new Configuration(false);

  /** Where a file's values are is most of its footer. */
  private static final ParquetReadOptions COLUMNS_ONLY =
      ParquetReadOptions.builder()
          .withMetadataFilter(ParquetMetadataConverter.SKIP_ROW_GROUPS)
          .build();

  private ParquetRows() {}

  /** Writes a whole file; the stream is left open, and is no file if this fails. */
  public static void write(OutputStream out, Schema schema, Iterator<Object[]> rows)
      throws IOException {
    try (Sink sink = writer(out, schema)) {
      while (rows.hasNext()) {
        sink.add(rows.next());
      }
    }
  }

  /** Begins a file that is whole when the writer is closed; the stream is left open. */
  public static Sink writer(OutputStream out, Schema schema) throws IOException {
    CountingStream stream = new CountingStream(out);
    return new Sink(
        new Builder(new Unclosed(stream), new RowWriteSupport(schema, stream::checksum)).build());
  }

  /** Takes the rows of a file, one after the other. */
  public static final class Sink implements AutoCloseable {
    private final ParquetWriter<Object[]> writer;

    private Sink(ParquetWriter<Object[]> writer) {
      this.writer = writer;
    }

    /** Adds a row; may be handed to what knows no checked exceptions. */
    public void add(Object[] row) {
      try {
        writer.write(row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  /**
   * Reads the columns of a schema.
   *
   * @param name of the file as shown to the user
   * @throws FileNotFoundException if there is no such file
   * @throws ResultsException if it is damaged or of another schema
   */
  public static void read(
      FileSystem files, FileStatus file, String name, Schema schema, Consumer<Object[]> rows)
      throws FileNotFoundException {
    try (Rows reader = new Rows(files, file, name, schema)) {
      for (Object[] row = reader.next(); row != null; row = reader.next()) {
        rows.accept(row);
      }
    }
  }

  /** An open file, row by row; errors as of {@link #read}. */
  public static final class Rows implements AutoCloseable {
    private final String name;
    private final RowReader reader;

    /** Opens it. */
    public Rows(FileSystem files, FileStatus file, String name, Schema schema)
        throws FileNotFoundException {
      this.name = name;
      try {
        ParquetInput input = new ParquetInput(files, file);
        reader =
            new RowReader(
                input,
                new RowReadSupport(name, schema),
                footer -> {
                  SchemaVersion.verify(name, footer.getKeyValueMetaData());
                  verifyBytes(input, name, footer);
                });
      } catch (FileNotFoundException | ResultsException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        throw unreadable(name, e);
      }
    }

    /** The next row, or null after the last. */
    public Object[] next() throws FileNotFoundException {
      try {
        return reader.next();
      } catch (FileNotFoundException | ResultsException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        throw unreadable(name, e);
      }
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw unreadable(name, e);
      }
    }
  }

  /**
   * The columns that a file has.
   *
   * @param name of the file as shown to the user
   * @throws FileNotFoundException if there is no such file
   * @throws ResultsException if it is damaged or of a newer schema version
   */
  public static MessageType schema(FileSystem files, FileStatus file, String name)
      throws FileNotFoundException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(new ParquetInput(files, file), COLUMNS_ONLY)) {
      FileMetaData footer = reader.getFileMetaData();
      SchemaVersion.verify(name, footer.getKeyValueMetaData());
      return footer.getSchema();
    } catch (FileNotFoundException | ResultsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unreadable(name, e);
    }
  }

  /** Before decoding: on some damaged page headers, Parquet's reader loops for ever. */
  private static void verifyBytes(InputFile file, String name, FileMetaData footer)
      throws IOException {
    try (InputStream in = file.newStream()) {
      if (!FileChecksum.of(footer.getKeyValueMetaData()).matches(in)) {
        throw new ResultsException(
            name + ": cannot be read: its bytes do not match the checksum in its footer");
      }
    }
  }

  /**
   * Compares a file's bytes with their checksum, whatever its columns.
   *
   * @return the number of rows
   * @throws FileNotFoundException if there is no such file
   * @throws ResultsException if it is damaged or of a newer schema version
   */
  public static long count(FileSystem files, FileStatus file, String name)
      throws FileNotFoundException {
    ParquetInput input = new ParquetInput(files, file);
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      SchemaVersion.verify(name, reader.getFileMetaData().getKeyValueMetaData());
      verifyBytes(input, name, reader.getFileMetaData());
      return reader.getRecordCount();
    } catch (FileNotFoundException | ResultsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw unreadable(name, e);
    }
  }

  private static ResultsException unreadable(String name, Exception failure) {
    return new ResultsException(name + ": cannot be read: " + reason(failure), failure);
  }

  /** The first line of what went wrong, of the innermost exception: Parquet wraps a few times. */
  public static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getMessage().lines().findFirst().orElse("");
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final RowWriteSupport support;

    Builder(OutputFile file, RowWriteSupport support) {
      super(file);
      this.support = support;
      withCompressionCodec(CompressionCodecName.SNAPPY);
      withPageWriteChecksumEnabled(true);
      withRowGroupSize(ROW_GROUP_BYTES);
      withConf(WRITING);
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
      return support;
    }
  }

  private record Unclosed(CountingStream stream) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return stream;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return stream;
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  /** Leaves what it writes to open, and keeps account of it. */
  private static final class CountingStream extends PositionOutputStream {
    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private long position;

    CountingStream(OutputStream out) {
      this.out = out;
    }

    FileChecksum checksum() {
      return new FileChecksum(position, crc.getValue());
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      crc.update(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      crc.update(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
