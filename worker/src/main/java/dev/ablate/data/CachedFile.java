package dev.ablate.data;

import dev.ablate.spec.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file in the cache folder that is made of a source as it is now: once, however many processes of
 * the host ask, and again when the source has changed. May be deleted.
 *
 * @param folder the cache folder
 * @param source which source, in few letters
 * @param key how the source is now, in few letters
 * @param ending of the file's name, with its dot
 */
record CachedFile(Path folder, String source, String key, String ending) {

  private static final int NAME_DIGITS = 16;

  /**
   * The one of a source.
   *
   * @param source what does not change when the source does
   * @param version what does
   */
  static CachedFile of(Path folder, String source, byte[] version, String ending) {
    return new CachedFile(
        folder, digest(source.getBytes(StandardCharsets.UTF_8)), digest(version), ending);
  }

  private static String digest(byte[] content) {
    return Sha256.hex(content).substring(0, NAME_DIGITS);
  }

  Path path() {
    return named(ending);
  }

  private Path named(String end) {
    return folder.resolve(source + "-" + key + end);
  }

  /** What is done with the file. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * What is read of the file, or else made; made by one thread of one process, while the others
   * wait.
   *
   * @param read nothing if there is no such file yet, or none that can be used
   */
  <T> T readOrMake(Work<Optional<T>> read, Work<T> make) throws IOException {
    Optional<T> found = read.run();
    return found.isPresent() ? found.get() : alone(() -> readAgainOrMake(read, make));
  }

  private static <T> T readAgainOrMake(Work<Optional<T>> read, Work<T> make) throws IOException {
    Optional<T> found = read.run();
    return found.isPresent() ? found.get() : make.run();
  }

  private <T> T alone(Work<T> work) throws IOException {
    Files.createDirectories(folder);
    // A process holds a lock once; its threads wait here.
    synchronized (CachedFile.class) {
      try (FileChannel channel =
              FileChannel.open(
                  named(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("cannot lock " + named(".lock"));
        }
        return work.run();
      }
    }
  }

  /** Writes a file, and says whether it is whole. */
  interface Writer {
    boolean write(Path unfinished) throws IOException;
  }

  /**
   * Makes the file, and removes those made before the source changed. To be called within {@link
   * #readOrMake}.
   *
   * @param needed its bytes, or an upper bound
   * @param what is in it, for people
   * @param remedy what makes it smaller
   * @return whether the writer said that it is whole; if not, there is none
   * @throws DataException if there is no room for it
   */
  boolean make(long needed, String what, String remedy, Writer writer) throws IOException {
    removeOld();
    refuseIfFull(needed, what, remedy);
    Path unfinished = named(".tmp");
    try {
      if (!writer.write(unfinished)) {
        return false;
      }
      Files.move(unfinished, path(), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void refuseIfFull(long needed, String what, String remedy) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: %,d MB are needed for %s, but %,d MB are free; free some, name another folder"
                  + " with %s, or %s",
              folder,
              needed >> 20,
              what,
              free >> 20,
              PictureStorage.ENVIRONMENT_VARIABLE,
              remedy));
    }
  }

  private void removeOld() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path old : files.filter(this::isOfSource).toList()) {
        Files.deleteIfExists(old);
      }
    }
  }

  private boolean isOfSource(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(source + "-") && name.endsWith(ending);
  }
}
