package dev.ablate.data;

/**
 * Images that are changed each time they are read, because all of them changed do not fit in
 * memory.
 *
 * @param source as they lie on disk
 * @param change of each
 * @param imageSize bytes of a changed one
 */
record ChangedPixels(ImageDataset.Part source, ImageTransform.OneImage change, int imageSize)
    implements Pixels {

  @Override
  public long size() {
    return (long) source.count() * imageSize;
  }

  /** One image. */
  @Override
  public void read(long offset, byte[] target, int length) {
    if (offset % imageSize != 0 || length != imageSize) {
      throw new IllegalArgumentException("one image is read at a time");
    }
    System.arraycopy(changed(Math.toIntExact(offset / imageSize)), 0, target, 0, length);
  }

  @Override
  public byte[] array() {
    byte[] all = Pixels.room(size());
    for (int i = 0; i < source.count(); i++) {
      System.arraycopy(changed(i), 0, all, i * imageSize, imageSize);
    }
    return all;
  }

  private byte[] changed(int index) {
    byte[] image = new byte[source.imageSize()];
    source.read(index, image);
    return change.apply(image);
  }
}
