package dev.ablate.engine;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.data.SplitDataset;
import dev.ablate.model.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Made-up images that a small network learns at once: each class has its bright corner. */
public final class TinyImages {

  /** Shape of one image. */
  public static final Shape SHAPE = new Shape(2, 8, 8);

  /** One a corner but the last. */
  public static final int CLASSES = 3;

  private static final int BRIGHTNESS = 120;
  private static final int NOISE = 100;

  private TinyImages() {}

  /** So many images, always the same ones. */
  public static ImageSubset images(int count) {
    ImageDataset.Part part = part(count, 1);
    return subset(part, 0, count);
  }

  /** A data set: the given number to train on, half as many for validation and for test. */
  public static SplitDataset split(int train) {
    ImageDataset.Part part = part(train + train / 2, 2);
    ImageDataset.Part test = part(train / 2, 3);
    ImageDataset dataset = ImageDataset.of(SHAPE, List.of("a", "b", "c"), part, test, "made up");
    return new SplitDataset(
        dataset,
        subset(part, 0, train),
        subset(part, train, train / 2),
        subset(test, 0, train / 2));
  }

  private static ImageSubset subset(ImageDataset.Part part, int from, int count) {
    Normalisation normalisation = Normalisation.of(new double[2], new double[] {1, 1});
    return ImageSubset.of(part, IntStream.range(from, from + count).toArray(), normalisation);
  }

  private static ImageDataset.Part part(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] labels = new byte[count];
    byte[] pixels = new byte[Math.toIntExact(count * SHAPE.size())];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % CLASSES);
      for (int p = 0; p < SHAPE.size(); p++) {
        boolean lower = p % 64 >= 32;
        boolean right = p % 8 >= 4;
        int corner = (lower ? 2 : 0) + (right ? 1 : 0);
        int value = random.nextInt(NOISE) + (corner == labels[i] ? BRIGHTNESS : 0);
        pixels[Math.toIntExact(i * SHAPE.size()) + p] = (byte) value;
      }
    }
    return new ImageDataset.Part(pixels, labels);
  }
}
