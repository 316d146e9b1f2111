package dev.ablate.data;

import dev.ablate.spec.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decoded pictures that do not fit in memory, in one file that all processes of a host map. It is
 * made once, however many ask, and made again when a picture's size or time has changed. May be
 * deleted.
 */
final class PixelCache {

  private static final int NAME_DIGITS = 16;
  private static final String ENDING = ".images";

  private final Path folder;
  private final String source;
  private final String key;

  private PixelCache(Path folder, String source, String key) {
    this.folder = folder;
    this.source = source;
    this.key = key;
  }

  /** The one of a set of pictures as they lie on disk now, and of what is done to them. */
  static PixelCache of(
      PictureSet set, ImageTransform transform, boolean skipBroken, Path cacheFolder) {
    String made = set.source() + " " + transform + " " + skipBroken;
    String source = digest(made.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream identity = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(identity)) {
      out.writeInt(PixelFile.VERSION);
      out.write(String.join("\0", set.classNames()).getBytes(StandardCharsets.UTF_8));
      for (List<PictureFile> part : set.parts()) {
        out.writeInt(part.size());
        for (PictureFile file : part) {
          out.writeUTF(file.path().toString());
          out.writeInt(file.label());
          out.writeLong(Files.exists(file.path()) ? Files.size(file.path()) : -1);
          out.writeLong(
              Files.exists(file.path()) ? Files.getLastModifiedTime(file.path()).toMillis() : -1);
        }
      }
    } catch (IOException e) {
      throw new DataException(set.source() + ": cannot be listed: " + e.getMessage(), e);
    }
    return new PixelCache(cacheFolder, source, digest(identity.toByteArray()));
  }

  private static String digest(byte[] content) {
    MessageDigest digest = Sha256.digest();
    return HexFormat.of().formatHex(digest.digest(content)).substring(0, NAME_DIGITS);
  }

  private Path file() {
    return folder.resolve(source + "-" + key + ENDING);
  }

  /** The images, if they were made before; a damaged file is as none. */
  Optional<ImageDataset> read() throws IOException {
    return Files.isRegularFile(file()) ? PixelFile.read(file()) : Optional.empty();
  }

  /**
   * Makes the file and reads it; waits if another process makes it.
   *
   * @throws DataException if there is no room for it
   */
  Pictures.Attempt make(PictureDecoder decoder, Provenance provenance) throws IOException {
    Files.createDirectories(folder);
    Path lockFile = folder.resolve(source + "-" + key + ".lock");
    // A process holds a lock once; its threads wait here.
    synchronized (PixelCache.class) {
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("cannot lock " + lockFile);
        }
        Optional<ImageDataset> made = read();
        return made.isPresent() ? new Pictures.Attempt(made, Map.of()) : write(decoder, provenance);
      }
    }
  }

  private Pictures.Attempt write(PictureDecoder decoder, Provenance provenance) throws IOException {
    removeOld();
    refuseIfFull(decoder.set().count() * decoder.shape().size());
    Path unfinished = folder.resolve(source + "-" + key + ".tmp");
    ContentChecksum checksum = decoder.checksum();
    try {
      try (PixelFile.Writer writer = new PixelFile.Writer(unfinished)) {
        Map<PictureFile, String> broken = decoder.decode(writer, checksum);
        if (!broken.isEmpty()) {
          return new Pictures.Attempt(Optional.empty(), broken);
        }
        writer.finish(decoder, checksum.hex(), provenance);
      }
      Files.move(unfinished, file(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    return new Pictures.Attempt(PixelFile.read(file()), Map.of());
  }

  private void refuseIfFull(long needed) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: %,d MB are needed for decoded pictures, but %,d MB are free; free some, name"
                  + " another folder with %s, or set a smaller dataset.resize",
              folder,
              needed >> 20,
              free >> 20,
              PictureStorage.ENVIRONMENT_VARIABLE));
    }
  }

  /** What was made of the same source before it changed. */
  private void removeOld() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path old : files.filter(this::isOfSource).toList()) {
        Files.deleteIfExists(old);
      }
    }
  }

  private boolean isOfSource(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(source + "-") && name.endsWith(ENDING);
  }
}
