package dev.ablate.sweep.cli;

import dev.ablate.sweep.export.OutputFolder;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that a command makes: it appears whole or not at all. */
record OutputFile(Path path) {

  /**
   * Checks that it can be made, before the work.
   *
   * @throws ResultsException if its folder is missing, or it is a folder itself
   */
  void check() {
    OutputFolder.requireFolder(path, path.toAbsolutePath().getParent());
    if (Files.isDirectory(path)) {
      throw new ResultsException(path + ": is a folder; name a file in it with -o");
    }
  }

  /**
   * Writes it.
   *
   * @throws ResultsException if it cannot be written; what was there before is there still
   */
  void write(byte[] content) {
    Path target = path.toAbsolutePath();
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      try {
        Files.write(part, content);
        move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new ResultsException(path + ": cannot be written: " + e, e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
