package dev.ablate.data;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decoded pictures that do not fit in memory, in one file that all processes of a host map. It is
 * made once, however many ask, and made again when a picture's size or time has changed.
 *
 * @param file where they go
 */
record PixelCache(CachedFile file) {

  /** The one of a set of pictures as they lie on disk now, and of what is done to them. */
  static PixelCache of(
      PictureSet set, ImageTransform transform, boolean skipBroken, Path cacheFolder) {
    ByteArrayOutputStream version = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(version)) {
      out.writeInt(PixelFile.VERSION);
      out.write(String.join("\0", set.classNames()).getBytes(StandardCharsets.UTF_8));
      for (List<PictureFile> part : set.parts()) {
        out.writeInt(part.size());
        for (PictureFile file : part) {
          out.writeUTF(file.source().version());
          out.writeInt(file.label());
        }
      }
    } catch (IOException e) {
      throw new DataException(set.source() + ": cannot be listed: " + e.getMessage(), e);
    }
    return new PixelCache(
        CachedFile.of(
            cacheFolder,
            set.source() + " " + transform + " " + skipBroken,
            version.toByteArray(),
            ".images"));
  }

  /** The images, if they were made before; a damaged file is as none. */
  Optional<ImageDataset> read() throws IOException {
    return Files.isRegularFile(file.path()) ? PixelFile.read(file.path()) : Optional.empty();
  }

  /**
   * Makes the file and reads it; waits if another process makes it.
   *
   * @throws DataException if there is no room for it
   */
  Pictures.Attempt make(PictureDecoder decoder, Provenance provenance) throws IOException {
    return file.readOrMake(
        () -> read().map(images -> new Pictures.Attempt(Optional.of(images), Map.of())),
        () -> write(decoder, provenance));
  }

  private Pictures.Attempt write(PictureDecoder decoder, Provenance provenance) throws IOException {
    Map<PictureFile, String> broken = new HashMap<>();
    ContentChecksum checksum = decoder.checksum();
    file.make(
        decoder.set().count() * decoder.shape().size(),
        "decoded pictures",
        "set a smaller dataset.resize",
        unfinished -> {
          try (PixelFile.Writer writer = new PixelFile.Writer(unfinished)) {
            broken.putAll(decoder.decode(writer, checksum));
            if (broken.isEmpty()) {
              writer.finish(decoder, checksum.hex(), provenance);
            }
          }
          return broken.isEmpty();
        });
    return new Pictures.Attempt(
        broken.isEmpty() ? PixelFile.read(file.path()) : Optional.empty(), broken);
  }
}
