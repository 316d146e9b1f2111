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

  Shape shapeOf(Shape shape) {
    return new Shape(
        greyscale ? 1 : shape.channels(),
        side == 0 ? shape.height() : side,
        side == 0 ? shape.width() : side);
  }

  /** The data set itself where there is nothing to do; its checksum stays that of the files. */
  ImageDataset apply(ImageDataset dataset) {
    Shape shape = shapeOf(dataset.shape());
    return shape.equals(dataset.shape())
        ? dataset
        : new ImageDataset(
            shape,
            dataset.classNames(),
            apply(dataset.train(), dataset.shape()),
            apply(dataset.test(), dataset.shape()),
            dataset.checksum(),
            dataset.source());
  }

  private ImageDataset.Part apply(ImageDataset.Part part, Shape shape) {
    byte[] pixels = part.pixels();
    Shape now = shape;
    if (greyscale && shape.channels() == 3) {
      pixels = grey(pixels, part.count(), shape.height() * shape.width());
      now = new Shape(1, shape.height(), shape.width());
    }
    if (side != 0) {
      pixels = scale(pixels, part.count() * now.channels(), now);
    }
    return new ImageDataset.Part(pixels, part.labels());
  }

  private static byte[] grey(byte[] pixels, int count, int plane) {
    byte[] grey = new byte[count * plane];
    for (int image = 0; image < count; image++) {
      int red = 3 * image * plane;
      for (int i = red; i < red + plane; i++) {
        int luma =
            299 * (pixels[i] & 0xFF)
                + 587 * (pixels[i + plane] & 0xFF)
                + 114 * (pixels[i + 2 * plane] & 0xFF);
        grey[image * plane + i - red] = (byte) ((luma + 500) / 1000);
      }
    }
    return grey;
  }

  private byte[] scale(byte[] pixels, int planes, Shape shape) {
    int height = shape.height();
    int width = shape.width();
    Scaling across = new Scaling(width, side);
    Scaling down = new Scaling(height, side);
    double[] plane = new double[height * width];
    double[] narrow = new double[height * side];
    double[] scaled = new double[side * side];
    byte[] result = new byte[Math.multiplyExact(planes, side * side)];
    for (int p = 0; p < planes; p++) {
      for (int i = 0; i < plane.length; i++) {
        plane[i] = pixels[p * plane.length + i] & 0xFF;
      }
      for (int y = 0; y < height; y++) {
        across.apply(plane, y * width, narrow, y * side, 1);
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
