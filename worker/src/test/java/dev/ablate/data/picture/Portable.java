package dev.ablate.data.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the plain files that Pillow wrote (PGM and PPM), and the pictures beside them. */
@SuppressWarnings("ArrayRecordComponent")
public record Portable(Picture.Size size, byte[] pixels) {

  /** Of the name of a picture, and {@code .ppm} or {@code .pgm}. */
  static Portable beside(Path file) throws IOException {
    Path grey = file.resolveSibling(file.getFileName() + ".pgm");
    return parse(
        Files.readAllBytes(
            Files.exists(grey) ? grey : file.resolveSibling(file.getFileName() + ".ppm")));
  }

  /** Of a resource. */
  public static Portable of(String name) throws IOException {
    return parse(bytes(name));
  }

  /** A resource's content. */
  public static byte[] bytes(String name) throws IOException {
    try (InputStream in = Portable.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static Portable parse(byte[] file) {
    String[] head = new String(file, 0, 20, StandardCharsets.ISO_8859_1).split("\\s", 5);
    int channels = head[0].equals("P6") ? 3 : 1;
    int width = Integer.parseInt(head[1]);
    int height = Integer.parseInt(head[2]);
    int plane = width * height;
    byte[] pixels = new byte[channels * plane];
    int in = file.length - pixels.length;
    for (int i = 0; i < plane; i++) {
      for (int channel = 0; channel < channels; channel++) {
        pixels[channel * plane + i] = file[in++];
      }
    }
    return new Portable(new Picture.Size(channels, height, width), pixels);
  }
}
