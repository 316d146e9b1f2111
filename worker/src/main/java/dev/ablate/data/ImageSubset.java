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
 * @param mixing how each is mixed with another of {@code indices}
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageSubset(
    ImageDataset.Part part,
    int[] indices,
    int from,
    int count,
    Normalisation normalisation,
    Augmentation augmentation,
    Mixing mixing) {

  /** All of the given positions. */
  public static ImageSubset of(ImageDataset.Part part, int[] indices, Normalisation normalisation) {
    return new ImageSubset(
        part, indices, 0, indices.length, normalisation, Augmentation.NONE, Mixing.NONE);
  }

  /** The next images of this view. */
  public ImageSubset slice(int offset, int length) {
    return new ImageSubset(
        part, indices, from + offset, length, normalisation, augmentation, mixing);
  }

  /** The same images, randomly changed. */
  public ImageSubset augmented(Augmentation newAugmentation) {
    return new ImageSubset(part, indices, from, count, normalisation, newAugmentation, mixing);
  }

  /** The same images, each mixed with another. */
  public ImageSubset mixed(Mixing newMixing) {
    return new ImageSubset(part, indices, from, count, normalisation, augmentation, newMixing);
  }

  /** Whether the images are changed; else they are the part's bytes, normalised. */
  public boolean isAugmented() {
    return !augmentation.isNone() || !mixing.isNone();
  }

  /** The label of the i-th image. */
  public int label(int i) {
    return part.label(indices[from + i]);
  }

  /** What the i-th image should be taken for. */
  public Target target(int i) {
    if (mixing.isNone()) {
      return Target.of(label(i));
    }
    Mixing.Mixture mixture = mixing.mixture(indices[from + i], indices.length);
    int other = part.label(indices[mixture.partner()]);
    return Target.of(label(i), other, mixture.share(mixing.shape()));
  }

  /** The i-th image as it is, {@code [channels, height, width]}, unsigned bytes. */
  public byte[] bytes(int i) {
    byte[] image = new byte[part.imageSize()];
    part.read(indices[from + i], image);
    return image;
  }

  /**
   * Writes the pixels, augmented, normalised and mixed.
   *
   * @param target {@code [count, channels, height, width]} at least; written from its beginning
   */
  public void writePixels(float[] target) {
    if (!isAugmented()) {
      normalisation.apply(part, indices, from, count, target);
      return;
    }
    byte[] image = new byte[part.imageSize()];
    float[] other = new float[image.length];
    for (int i = 0; i < count; i++) {
      int position = indices[from + i];
      write(position, image, target, i * image.length);
      if (!mixing.isNone()) {
        Mixing.Mixture mixture = mixing.mixture(position, indices.length);
        write(indices[mixture.partner()], image, other, 0);
        mixture.apply(target, i * image.length, other, mixing.shape());
      }
    }
  }

  /** Writes an image by its position in the part, alone. */
  private void write(int position, byte[] image, float[] target, int offset) {
    part.read(position, image);
    if (augmentation.isNone()) {
      normalisation.write(image, target, offset);
    } else {
      augmentation.write(image, position, normalisation.tables(), target, offset);
    }
  }
}
