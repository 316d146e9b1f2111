package dev.ablate.sweep.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file system that makes files visible whole or not at all: under a hidden name and then renamed,
 * or, in an object store, as one object that is there once complete.
 */
final class Storage {

  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn", "obs");

  private final FileSystem files;
  private final boolean renames;

  private Storage(FileSystem files) {
    this.files = files;
    this.renames = !OBJECT_STORES.contains(files.getUri().getScheme());
  }

  /** The file system of a path. */
  static Storage of(Path path, Configuration configuration) throws IOException {
    FileSystem files = path.getFileSystem(configuration);
    return new Storage(
        files.getUri().getScheme().equals("file") ? LocalFiles.open(configuration) : files);
  }

  FileSystem files() {
    return files;
  }

  /** Writes a file's bytes. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Makes a file, or replaces it. */
  void write(Path target, Content content) throws IOException {
    try (Pending pending = new Pending(target)) {
      content.writeTo(pending);
      pending.complete = true;
    }
  }

  /** Opens a file that becomes visible when it is closed, unless writing to it failed. */
  OutputStream create(Path target) throws IOException {
    Pending pending = new Pending(target);
    pending.complete = true;
    return pending;
  }

  /** What a folder holds, hidden names left out, by name; nothing if there is no folder. */
  List<FileStatus> list(Path folder) throws IOException {
    try {
      return Arrays.stream(files.listStatus(folder))
          .filter(file -> !isHidden(file.getPath().getName()))
          .sorted(Comparator.comparing(file -> file.getPath().getName()))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  private final class Pending extends OutputStream {
    private final Path target;
    private final Path hidden;
    private final FSDataOutputStream out;
    private boolean complete;
    private boolean failed;
    private boolean closed;

    Pending(Path target) throws IOException {
      this.target = target;
      this.hidden =
          renames
              ? new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID())
              : target;
      this.out = files.create(hidden, true);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      if (failed || !complete) {
        abandon();
        return;
      }
      try {
        if (renames) {
          out.hsync();
        }
        out.close();
        if (renames) {
          replace();
        }
      } catch (IOException e) {
        abandon();
        throw e;
      }
    }

    private void replace() throws IOException {
      if (!files.rename(hidden, target)) {
        // HDFS does not rename onto a file. Two writers of one name write the same.
        files.delete(target, false);
        if (!files.rename(hidden, target)) {
          throw new IOException("cannot rename " + hidden + " to " + target);
        }
      }
    }

    private void abandon() throws IOException {
      if (renames) {
        try (out) {
          files.delete(hidden, false);
        }
      } else if (out.hasCapability("fs.capability.outputstream.abortable")) {
        out.abort();
      }
    }
  }
}
