package dev.ablate.data;

import dev.ablate.model.Shape;

/**
 * Greyscale and size, before anything is drawn or measured.
 *
 * @param greyscale whether colours become one channel, by ITU-R BT.601: {@code 0.299 red + 0.587
 *     green + 0.114 blue}
 * @param side of the square that images are scaled to, in pixels; 0 for the size they have
 */
record ImageTransform(boolean greyscale, int side) {

  /** Images as they are. */
  static final ImageTransform NONE = new ImageTransform(false, 0);

  Shape shapeOf(Shape shape) {
    return new Shape(
        greyscale ? 1 : shape.channels(),
        side == 0 ? shape.height() : side,
        side == 0 ? shape.width() : side);
  }

  /** The data set itself where there is nothing to do; its checksum stays that of the files. */
  ImageDataset apply(ImageDataset dataset) {
    return apply(dataset, PictureStorage.usualMemory());
  }

  /**
   * The same.
   *
   * @param memoryLimit the most bytes of a part that are held changed; of a larger part each image
   *     is changed when it is read
   */
  ImageDataset apply(ImageDataset dataset, long memoryLimit) {
    Shape shape = dataset.shape();
    if (shapeOf(shape).equals(shape)) {
      return dataset;
    }
    int size = Math.toIntExact(shapeOf(shape).size());
    return dataset.with(
        shapeOf(shape),
        part -> {
          ChangedPixels changed = new ChangedPixels(part, new OneImage(shape), size);
          boolean fits = changed.size() <= Math.min(memoryLimit, Pixels.MOST_IN_ARRAY);
          return new ImageDataset.Part(
              fits ? new Pixels.InMemory(changed.array()) : changed, part.labels());
        });
  }

  /** The change of images of one shape. */
  OneImage of(Shape shape) {
    return new OneImage(shape);
  }

  /** Changes images of one shape. */
  final class OneImage {

    private final Shape shape;
    private final Scaling across;
    private final Scaling down;

    private OneImage(Shape shape) {
      this.shape = shape;
      boolean scaled = side != 0 && (side != shape.height() || side != shape.width());
      across = scaled ? new Scaling(shape.width(), side) : null;
      down = scaled ? new Scaling(shape.height(), side) : null;
    }

    /** The changed image, {@code [channels, height, width]}. */
    byte[] apply(byte[] image) {
      int plane = shape.height() * shape.width();
      byte[] pixels = greyscale && shape.channels() == 3 ? grey(image, plane) : image;
      return across == null ? pixels : scale(pixels, pixels.length / plane);
    }

    private byte[] scale(byte[] pixels, int planes) {
      int height = shape.height();
      int width = shape.width();
      double[] row = new double[width];
      double[] narrow = new double[height * side];
      double[] scaled = new double[side * side];
      byte[] result = new byte[planes * side * side];
      for (int p = 0; p < planes; p++) {
        for (int y = 0; y < height; y++) {
          int in = (p * height + y) * width;
          for (int x = 0; x < width; x++) {
            row[x] = pixels[in + x] & 0xFF;
          }
          across.apply(row, 0, narrow, y * side, 1);
        }
        for (int x = 0; x < side; x++) {
          down.apply(narrow, x, scaled, x, side);
        }
        for (int i = 0; i < scaled.length; i++) {
          result[p * scaled.length + i] = (byte) Math.round(scaled[i]);
        }
      }
      return result;
    }
  }

  private static byte[] grey(byte[] pixels, int plane) {
    byte[] grey = new byte[plane];
    for (int i = 0; i < plane; i++) {
      int luma =
          299 * (pixels[i] & 0xFF)
              + 587 * (pixels[i + plane] & 0xFF)
              + 114 * (pixels[i + 2 * plane] & 0xFF);
      grey[i] = (byte) ((luma + 500) / 1000);
    }
    return grey;
  }
}
