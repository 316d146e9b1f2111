package dev.ablate.inspect.network;

import dev.ablate.data.ImageSubset;
import dev.ablate.model.Shape;
import java.util.Arrays;

/**
 * Numbers of some images at one place of a network.
 *
 * @param shape of one image's, {@code [channels, height, width]}
 * @param count number of images
 * @param values {@code [count, channels, height, width]}, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record Maps(Shape shape, int count, double[] values) {

  public Maps {
    if (values.length != Math.multiplyExact(count, Math.toIntExact(shape.size()))) {
      throw new IllegalArgumentException(
          values.length + " numbers are not those of " + count + " images of " + shape);
    }
  }

  /** Zeros. */
  public static Maps zeros(Shape shape, int count) {
    return new Maps(
        shape, count, new double[Math.multiplyExact(count, Math.toIntExact(shape.size()))]);
  }

  /** The pixels of images as the first layer reads them, normalised. */
  public static Maps of(Shape shape, ImageSubset images) {
    Maps maps = zeros(shape, images.count());
    float[] pixels = new float[maps.values.length];
    images.writePixels(pixels);
    for (int i = 0; i < pixels.length; i++) {
      maps.values[i] = pixels[i];
    }
    return maps;
  }

  /** One image's. */
  public static Maps single(Shape shape, double... values) {
    return new Maps(shape, 1, values);
  }

  /** Numbers of one image. */
  public int size() {
    return values.length / Math.max(1, count);
  }

  /** Numbers of one channel of one image. */
  public int plane() {
    return shape.height() * shape.width();
  }

  /** Where a channel of an image begins in {@link #values}. */
  public int at(int image, int channel) {
    return image * size() + channel * plane();
  }

  /** One number. */
  public double value(int image, int channel, int y, int x) {
    return values[at(image, channel) + y * shape.width() + x];
  }

  /** A copy of one image's. */
  public Maps image(int image) {
    return slice(image, 1);
  }

  /** A copy of some images'. */
  public Maps slice(int from, int length) {
    int size = size();
    return new Maps(shape, length, Arrays.copyOfRange(values, from * size, (from + length) * size));
  }

  /** A copy of one channel of one image, {@code [height * width]}. */
  public double[] channel(int image, int channel) {
    int from = at(image, channel);
    return Arrays.copyOfRange(values, from, from + plane());
  }

  /** A copy of one image's, so many times. */
  public Maps repeated(int image, int times) {
    Maps repeated = zeros(shape, times);
    for (int i = 0; i < times; i++) {
      System.arraycopy(values, image * size(), repeated.values, i * size(), size());
    }
    return repeated;
  }

  /** These channels and behind them another's. */
  Maps beside(Maps other) {
    Shape both =
        new Shape(shape.channels() + other.shape.channels(), shape.height(), shape.width());
    Maps joined = zeros(both, count);
    for (int image = 0; image < count; image++) {
      int to = image * joined.size();
      System.arraycopy(values, image * size(), joined.values, to, size());
      System.arraycopy(
          other.values, image * other.size(), joined.values, to + size(), other.size());
    }
    return joined;
  }

  /** A copy of some channels of every image. */
  Maps channels(int from, int length) {
    Maps part = zeros(new Shape(length, shape.height(), shape.width()), count);
    for (int image = 0; image < count; image++) {
      System.arraycopy(values, at(image, from), part.values, image * part.size(), part.size());
    }
    return part;
  }

  /** A copy. */
  public Maps copy() {
    return new Maps(shape, count, values.clone());
  }

  /** A copy with a channel of every image set to zero. */
  public Maps without(int channel) {
    Maps copy = copy();
    for (int image = 0; image < count; image++) {
      int from = at(image, channel);
      Arrays.fill(copy.values, from, from + plane(), 0);
    }
    return copy;
  }

  /** The same numbers as one vector an image. */
  public Maps flat() {
    return new Maps(Shape.vector(size()), count, values);
  }
}
