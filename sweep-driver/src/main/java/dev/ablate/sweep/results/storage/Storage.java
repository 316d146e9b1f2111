package dev.ablate.sweep.results.storage;

import dev.ablate.trial.Contents;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException;
import org.apache.hadoop.ipc.RemoteException;

/**
 * A file system that makes files visible whole or not at all: under a hidden name and then renamed,
 * or, in an object store, as one object that is there once complete.
 */
public final class Storage {

  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn", "obs");

  private final FileSystem files;
  private final boolean renames;
  private final boolean replaces;

  private Storage(FileSystem files) {
    this.files = files;
    this.renames = !OBJECT_STORES.contains(files.getUri().getScheme());
    this.replaces = files instanceof LocalFiles || files instanceof DistributedFileSystem;
  }

  /** The file system of a path. */
  static Storage of(Path path, Configuration configuration) throws IOException {
    FileSystem files;
    try {
      files = path.getFileSystem(configuration);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof UnknownHostException host) {
        throw new IOException(
            "there is no host "
                + host.getMessage()
                + "; if it is a name from Hadoop's settings, HADOOP_CONF_DIR must name their folder",
            e);
      }
      throw e;
    }
    return new Storage(
        files.getUri().getScheme().equals("file") ? LocalFiles.open(configuration) : files);
  }

  /** A file system as it is. */
  static Storage of(FileSystem files) {
    return new Storage(files);
  }

  public FileSystem files() {
    return files;
  }

  /** Makes a file, or replaces it; where the contents throw, nothing is changed. */
  public void write(Path target, Contents contents) throws IOException {
    write(target, contents, true);
  }

  /**
   * The same for what is no loss if the machine dies, as against the process: it does not wait for
   * the disk.
   */
  void writeUnsynced(Path target, Contents contents) throws IOException {
    write(target, contents, false);
  }

  private void write(Path target, Contents contents, boolean synced) throws IOException {
    try (Pending pending = new Pending(target, synced)) {
      contents.writeTo(pending);
      pending.complete = true;
    }
  }

  /**
   * Makes a small file unless there is one.
   *
   * @return whether it was made
   */
  boolean createNew(Path target, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (files instanceof LocalFiles local) {
        Files.write(local.pathToFile(target).toPath(), bytes, StandardOpenOption.CREATE_NEW);
      } else {
        try (FSDataOutputStream out = files.create(target, false)) {
          out.write(bytes);
        }
      }
      return true;
    } catch (java.nio.file.FileAlreadyExistsException | FileAlreadyExistsException e) {
      return false;
    } catch (RemoteException e) {
      // HDFS says so of a file that another is writing, or died while it was.
      if (e.unwrapRemoteException() instanceof AlreadyBeingCreatedException) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Replaces a small file, as {@link #writeUnsynced} does; where that is no one step, a reader may
   * find it empty meanwhile.
   */
  void overwrite(Path target, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (replaces) {
      writeUnsynced(target, out -> out.write(bytes));
    } else {
      try (FSDataOutputStream out = files.create(target, true)) {
        out.write(bytes);
      }
    }
  }

  /** The text of a small file. */
  public String readText(Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What a folder holds, hidden names left out, by name; nothing if there is no folder. */
  public List<FileStatus> list(Path folder) throws IOException {
    try {
      return Arrays.stream(files.listStatus(folder))
          .filter(file -> !isHidden(file.getPath().getName()))
          .sorted(Comparator.comparing(file -> file.getPath().getName()))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** What a folder holds under hidden names: writes that go on, or that a dead process left. */
  public List<FileStatus> listHidden(Path folder) throws IOException {
    return Arrays.stream(files.listStatus(folder))
        .filter(file -> isHidden(file.getPath().getName()))
        .toList();
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  private final class Pending extends OutputStream {
    private final Path target;
    private final Path hidden;
    private final FSDataOutputStream out;
    private final boolean synced;
    private boolean complete;
    private boolean failed;
    private boolean closed;

    Pending(Path target, boolean synced) throws IOException {
      this.target = target;
      this.synced = synced;
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
      } catch (FSError e) {
        failed = true;
        throw FileProblems.ofDisk(e);
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
        if (renames && synced) {
          out.hsync();
        }
        out.close();
        if (renames) {
          replace();
        }
      } catch (IOException e) {
        abandon();
        throw e;
      } catch (FSError e) {
        abandon();
        throw FileProblems.ofDisk(e);
      }
    }

    private void replace() throws IOException {
      if (files instanceof DistributedFileSystem hdfs) {
        // Its other rename does not replace a file.
        hdfs.rename(hidden, target, Options.Rename.OVERWRITE);
      } else if (!files.rename(hidden, target)) {
        // Others may need two steps. Two writers of one name write the same.
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
        } catch (FSError e) {
          // What it had not written yet still does not fit.
          throw FileProblems.ofDisk(e);
        }
      } else if (out.hasCapability("fs.capability.outputstream.abortable")) {
        out.abort();
      }
    }
  }
}
