package dev.ablate.data;

import dev.ablate.data.picture.Picture;
import dev.ablate.data.picture.PictureException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A picture of a class.
 *
 * @param source where its bytes lie
 * @param label its class
 */
record PictureFile(PictureSource source, int label) {

  PictureFile(Path path, int label) {
    this(new PictureSource.OfFile(path), label);
  }

  /** For people. */
  String name() {
    return source.name();
  }

  Picture.Size size() throws PictureException, IOException {
    return Picture.size(source.content());
  }

  Picture decode() throws PictureException, IOException {
    return Picture.decode(source.content());
  }

  /** Why it could not be read, to be read on from its name. */
  static String reason(IOException e) {
    if (e instanceof PictureException) {
      return e.getMessage();
    }
    return e instanceof NoSuchFileException missing && missing.getReason() != null
        ? missing.getReason()
        : "cannot be read: " + e.getMessage();
  }
}
