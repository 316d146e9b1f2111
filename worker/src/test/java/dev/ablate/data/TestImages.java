package dev.ablate.data;

import dev.ablate.model.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small data sets made for tests: noise, with one bright row that tells the class. */
public final class TestImages {

  private static final int SIDE = 8;

  private TestImages() {}

  /** So many grey images of 8x8 pixels, classes in turn; at most 8 classes. */
  public static ImageDataset dataset(int classes, int train, int test) {
    List<String> names = IntStream.range(0, classes).mapToObj(k -> "class " + k).toList();
    return ImageDataset.of(
        new Shape(1, SIDE, SIDE), names, part(classes, train, 1), part(classes, test, 2), "made");
  }

  private static ImageDataset.Part part(int classes, int count, long seed) {
    byte[] pixels = new byte[count * SIDE * SIDE];
    new SplittableRandom(seed).nextBytes(pixels);
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      int label = i % classes;
      labels[i] = (byte) label;
      int row = (i * SIDE + label) * SIDE;
      for (int x = 0; x < SIDE; x++) {
        pixels[row + x] = (byte) Math.min(255, (pixels[row + x] & 0xFF) + 128);
      }
    }
    return new ImageDataset.Part(pixels, labels);
  }
}
