package dev.ablate.sweep.results.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A Parquet file on a file system, for one thread. A small one is fetched once, however often it is
 * read: a trial's is opened for its footer, its checksum and its rows, and there are thousands.
 */
final class ParquetInput implements InputFile {

  private static final long SMALL_BYTES = 1 << 20;

  private final FileSystem files;
  private final FileStatus file;
  private byte[] small;

  ParquetInput(FileSystem files, FileStatus file) {
    this.files = files;
    this.file = file;
  }

  @Override
  public long getLength() {
    return file.getLen();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    if (file.getLen() > SMALL_BYTES) {
      return HadoopStreams.wrap(files.open(file.getPath()));
    }
    if (small == null) {
      byte[] whole = new byte[(int) file.getLen()];
      try (FSDataInputStream in = files.open(file.getPath())) {
        in.readFully(0, whole);
      }
      small = whole;
    }
    return new Bytes(new Positioned(small));
  }

  /** Of which the position is known and can be set. */
  private static final class Positioned extends ByteArrayInputStream {
    Positioned(byte[] bytes) {
      super(bytes);
    }

    int position() {
      return pos;
    }

    void seek(long position) {
      pos = Math.toIntExact(position);
    }
  }

  private static final class Bytes extends DelegatingSeekableInputStream {
    private final Positioned bytes;

    Bytes(Positioned bytes) {
      super(bytes);
      this.bytes = bytes;
    }

    @Override
    public long getPos() {
      return bytes.position();
    }

    @Override
    public void seek(long position) {
      bytes.seek(position);
    }
  }
}
