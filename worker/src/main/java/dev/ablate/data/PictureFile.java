package dev.ablate.data;

import dev.ablate.data.picture.Picture;
import dev.ablate.data.picture.PictureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A picture of a class.
 *
 * @param path where it lies
 * @param label its class
 */
record PictureFile(Path path, int label) {

  private static final long MOST_BYTES = 1L << 29;

  Picture.Size size() throws PictureException, IOException {
    return Picture.size(content());
  }

  Picture decode() throws PictureException, IOException {
    return Picture.decode(content());
  }

  private byte[] content() throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString(), null, "is no file, or a link to none");
    }
    long size = Files.size(path);
    if (size > MOST_BYTES) {
      throw new IOException("has " + size + " bytes, more than any picture that is read");
    }
    return Files.readAllBytes(path);
  }

  /** Why it could not be read, to be read on from its path. */
  static String reason(IOException e) {
    if (e instanceof PictureException) {
      return e.getMessage();
    }
    return e instanceof NoSuchFileException missing && missing.getReason() != null
        ? missing.getReason()
        : "cannot be read: " + e.getMessage();
  }
}
