package dev.ablate.sweep.export;

import dev.ablate.sweep.results.storage.LocalFolders;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder that a command makes: it appears whole or not at all. */
public record OutputFolder(Path path) {

  /** Writes into a folder that is there and empty. */
  public interface Content<T> {
    T writeTo(Path folder) throws IOException;
  }

  /**
   * Checks that it can be made, before the work.
   *
   * @throws ResultsException if it holds something, or the folder above is missing
   */
  public void check() {
    Path above = path.toAbsolutePath().normalize().getParent();
    requireFolder(path, above);
    if (Files.exists(path) && !isEmptyFolder()) {
      throw new ResultsException(path + ": is there already; name another folder with -o");
    }
  }

  /**
   * Checks that there is a folder for something to be made.
   *
   * @param folder may be null
   * @throws ResultsException if there is none
   */
  public static void requireFolder(Path path, Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ResultsException(
          path + ": cannot be written: there is no folder " + folder + "; make it first");
    }
  }

  /**
   * Writes it.
   *
   * @throws ResultsException if it cannot be written
   */
  public <T> T write(Content<T> content) {
    Path target = path.toAbsolutePath().normalize();
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      try {
        LocalFolders.delete(part);
        Files.createDirectory(part);
        T said = content.writeTo(part);
        Files.deleteIfExists(target);
        Files.move(part, target);
        return said;
      } finally {
        LocalFolders.delete(part);
      }
    } catch (IOException e) {
      throw new ResultsException(path + ": cannot be written: " + e, e);
    }
  }

  private boolean isEmptyFolder() {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new ResultsException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
