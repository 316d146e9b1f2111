package dev.ablate.data;

import dev.ablate.model.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Labelled images, their parts as they lie on disk. One instance a JVM, shared by all its trials;
 * arrays are handed out without a copy and must not be changed.
 *
 * @param shape of one image, {@code [channels, height, width]}
 * @param classNames names in label order
 * @param train the training part, from which validation is split off where there is none
 * @param validation the validation part, where the data set comes with one
 * @param test the test part; may be empty
 * @param checksum SHA-256 over names, shapes, pixels and labels, hex; part of a trial's identity
 * @param provenance where they came from
 */
public record ImageDataset(
    Shape shape,
    List<String> classNames,
    Part train,
    Optional<Part> validation,
    Part test,
    String checksum,
    Provenance provenance) {

  public ImageDataset {
    classNames = List.copyOf(classNames);
  }

  /**
   * In two parts, with the checksum of the content; file format and compression do not change it.
   */
  public static ImageDataset of(
      Shape shape, List<String> classNames, Part train, Part test, String source) {
    return of(shape, classNames, train, test, Provenance.made(source));
  }

  static ImageDataset of(
      Shape shape, List<String> classNames, Part train, Part test, Provenance provenance) {
    ContentChecksum checksum = new ContentChecksum(classNames, shape, train.count(), test.count());
    checksum.addAll(train);
    checksum.addAll(test);
    return new ImageDataset(
        shape, classNames, train, Optional.empty(), test, checksum.hex(), provenance);
  }

  /** Number of classes. */
  public int classes() {
    return classNames.size();
  }

  /** Where it was found, for people. */
  public String source() {
    return provenance.source();
  }

  /** The same images, changed. */
  ImageDataset with(Shape newShape, UnaryOperator<Part> change) {
    return new ImageDataset(
        newShape,
        classNames,
        change.apply(train),
        validation.map(change),
        change.apply(test),
        checksum,
        provenance);
  }

  /** Images in the order of their files. */
  public static final class Part {

    private final Pixels pixels;
    private final int[] labels;

    /**
     * In memory.
     *
     * @param pixels {@code [count, channels, height, width]}, unsigned bytes
     * @param labels {@code [count]}, unsigned bytes, each in [0, classes)
     */
    public Part(byte[] pixels, byte[] labels) {
      this(new Pixels.InMemory(pixels), unsigned(labels));
    }

    Part(Pixels pixels, int[] labels) {
      this.pixels = pixels;
      this.labels = labels;
    }

    private static int[] unsigned(byte[] bytes) {
      int[] values = new int[bytes.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes[i] & 0xFF;
      }
      return values;
    }

    /** Number of images. */
    public int count() {
      return labels.length;
    }

    /** Bytes of one image. */
    int imageSize() {
      return labels.length == 0 ? 0 : Math.toIntExact(pixels.size() / labels.length);
    }

    /** The label of one image. */
    public int label(int index) {
      return labels[index];
    }

    /** All labels, {@code [count]}. */
    public int[] labels() {
      return labels;
    }

    /** Copies one image to the beginning of an array of at least its size. */
    void read(int index, byte[] target) {
      int size = imageSize();
      pixels.read((long) index * size, target, size);
    }

    /**
     * All pixels, {@code [count, channels, height, width]}, unsigned bytes.
     *
     * @throws DataException if they are more than one array holds
     */
    public byte[] pixels() {
      return pixels.array();
    }
  }
}
