package dev.ablate.data;

import dev.ablate.model.Shape;
import dev.ablate.spec.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Labelled images as they lie on disk, training and test part. One instance a JVM, shared by all
 * its trials; the arrays are handed out without a copy and must not be changed.
 *
 * @param shape of one image, {@code [channels, height, width]}
 * @param classNames names in label order
 * @param train the training part, from which validation is split off
 * @param test the test part
 * @param checksum SHA-256 over names, shapes, pixels and labels, hex; part of a trial's identity
 * @param source where it was found, for people
 */
public record ImageDataset(
    Shape shape, List<String> classNames, Part train, Part test, String checksum, String source) {

  public ImageDataset {
    classNames = List.copyOf(classNames);
  }

  /** With the checksum of the content; file format and compression do not change it. */
  public static ImageDataset of(
      Shape shape, List<String> classNames, Part train, Part test, String source) {
    return new ImageDataset(
        shape, classNames, train, test, checksum(shape, classNames, train, test), source);
  }

  private static String checksum(Shape shape, List<String> classNames, Part train, Part test) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    String header =
        CanonicalJson.write(
            List.of(
                classNames,
                List.of(shape.channels(), shape.height(), shape.width()),
                List.of(train.count(), test.count())));
    digest.update(header.getBytes(StandardCharsets.UTF_8));
    for (Part part : List.of(train, test)) {
      digest.update(part.pixels);
      digest.update(part.labels);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Number of classes. */
  public int classes() {
    return classNames.size();
  }

  /**
   * Images in the order of their files.
   *
   * @param pixels {@code [count, channels, height, width]}, unsigned bytes
   * @param labels {@code [count]}, each in [0, classes)
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Part(byte[] pixels, byte[] labels) {

    /** Number of images. */
    public int count() {
      return labels.length;
    }

    /** Bytes of one image. */
    int imageSize() {
      return labels.length == 0 ? 0 : pixels.length / labels.length;
    }

    /** The label of one image, 0 to 255. */
    public int label(int index) {
      return labels[index] & 0xFF;
    }
  }
}
