package dev.ablate.data;

/**
 * Some images of a part, in a given order: a split, an epoch's shuffle or a batch. A view, nothing
 * is copied.
 *
 * @param part the images
 * @param indices positions in {@code part}; must not be changed
 * @param from first position in {@code indices}
 * @param count number of images
 * @param normalisation what happens to their bytes
 * @param augmentation what happens to them before
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageSubset(
    ImageDataset.Part part,
    int[] indices,
    int from,
    int count,
    Normalisation normalisation,
    Augmentation augmentation) {

  /** All of the given positions. */
  public static ImageSubset of(ImageDataset.Part part, int[] indices, Normalisation normalisation) {
    return new ImageSubset(part, indices, 0, indices.length, normalisation, Augmentation.NONE);
  }

  /** The next images of this view. */
  public ImageSubset slice(int offset, int length) {
    return new ImageSubset(part, indices, from + offset, length, normalisation, augmentation);
  }

  /** The same images, randomly changed. */
  public ImageSubset augmented(Augmentation newAugmentation) {
    return new ImageSubset(part, indices, from, count, normalisation, newAugmentation);
  }

  /** Whether the images are changed; else they are the part's bytes, normalised. */
  public boolean isAugmented() {
    return !augmentation.isNone();
  }

  /** The label of the i-th image. */
  public int label(int i) {
    return part.label(indices[from + i]);
  }

  /**
   * Writes the pixels, augmented and normalised.
   *
   * @param target {@code [count, channels, height, width]} at least; written from its beginning
   */
  public void writePixels(float[] target) {
    if (!isAugmented()) {
      normalisation.apply(part, indices, from, count, target);
    } else {
      byte[] image = new byte[part.imageSize()];
      for (int i = 0; i < count; i++) {
        part.read(indices[from + i], image);
        augmentation.write(
            image, indices[from + i], normalisation.tables(), target, i * image.length);
      }
    }
  }
}
