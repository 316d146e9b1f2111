package dev.ablate.data;

import java.io.Serializable;

/**
 * Copies of some images, for another process.
 *
 * @param pixels {@code [count, channels, height, width]}, unsigned bytes
 * @param labels {@code [count]}
 * @param normalisation what happens to the bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record PackedImages(byte[] pixels, int[] labels, Normalisation normalisation)
    implements Serializable {

  /**
   * Packs them.
   *
   * @throws IllegalArgumentException if they are randomly changed
   */
  public static PackedImages of(ImageSubset images) {
    if (images.isAugmented()) {
      throw new IllegalArgumentException("images that are changed anew each time are not packed");
    }
    int size = images.part().imageSize();
    byte[] pixels = new byte[Math.multiplyExact(images.count(), size)];
    int[] labels = new int[images.count()];
    byte[] image = new byte[size];
    for (int i = 0; i < labels.length; i++) {
      images.part().read(images.indices()[images.from() + i], image);
      System.arraycopy(image, 0, pixels, i * size, size);
      labels[i] = images.label(i);
    }
    return new PackedImages(pixels, labels, images.normalisation());
  }

  /** The same images again. */
  public ImageSubset unpacked() {
    int[] indices = new int[labels.length];
    java.util.Arrays.setAll(indices, i -> i);
    return ImageSubset.of(
        new ImageDataset.Part(new Pixels.InMemory(pixels), labels), indices, normalisation);
  }
}
