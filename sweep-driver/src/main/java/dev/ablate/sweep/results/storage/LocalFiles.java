package dev.ablate.sweep.results.storage;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Local files as they are: no checksum files beside them; permissions without a process for each; a
 * rename that is atomic or fails, where Hadoop's would copy.
 */
class LocalFiles extends RawLocalFileSystem {

  static FileSystem open(Configuration configuration) throws IOException {
    FileSystem files = new LocalFiles();
    files.initialize(files.getUri(), configuration);
    return files;
  }

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    Set<PosixFilePermission> posix = EnumSet.noneOf(PosixFilePermission.class);
    FsAction[] actions = {
      permission.getUserAction(), permission.getGroupAction(), permission.getOtherAction()
    };
    PosixFilePermission[] names = PosixFilePermission.values();
    for (int i = 0; i < actions.length; i++) {
      FsAction[] bits = {FsAction.READ, FsAction.WRITE, FsAction.EXECUTE};
      for (int bit = 0; bit < bits.length; bit++) {
        if (actions[i].implies(bits[bit])) {
          posix.add(names[i * bits.length + bit]);
        }
      }
    }
    java.nio.file.Path file = pathToFile(path).toPath();
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, posix);
    }
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    try {
      Files.move(
          pathToFile(from).toPath(), pathToFile(to).toPath(), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException(from + " and " + to + " are on different file systems", e);
    }
  }
}
