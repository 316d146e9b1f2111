package dev.ablate.model;

/**
 * How a square window slides over an image.
 *
 * @param size pixels of the window
 * @param stride step, pixels
 * @param dilation distance between the window's pixels
 * @param padding what surrounds the image
 */
public record Window(int size, int stride, int dilation, Padding padding) {

  /** A convolution's. */
  public static Window of(Layer.Convolution conv) {
    return new Window(conv.kernel(), conv.stride(), conv.dilation(), conv.padding());
  }

  /** A pooling's. */
  public static Window of(Layer.Pooling pool) {
    return new Window(pool.size(), pool.stride(), 1, pool.padding());
  }

  /** Positions along a side of so many pixels. */
  public int positions(int side) {
    return padding.kind() == Padding.Kind.SAME
        ? (side + stride - 1) / stride
        : (side + 2 * padding.pixels() - reach()) / stride + 1;
  }

  /** Pixels before the first. */
  public int before(int side) {
    return padding.kind() == Padding.Kind.SAME ? sameTotal(side) / 2 : padding.pixels();
  }

  /** Pixels after the last. */
  public int after(int side) {
    return padding.kind() == Padding.Kind.SAME ? sameTotal(side) - before(side) : padding.pixels();
  }

  /** Pixels from the window's first to its last. */
  public int reach() {
    return (size - 1) * dilation + 1;
  }

  /**
   * Shape behind it.
   *
   * @param layer its name, for the message
   * @param setting what the layer calls the window's size
   * @param channels of the output
   * @throws InvalidNetworkException if it is larger than its input
   */
  Shape output(String layer, String setting, Shape in, int channels) {
    int padded = Math.min(in.height(), in.width()) + 2 * padding.pixels();
    if (padding.kind() != Padding.Kind.SAME && reach() > padded) {
      throw new InvalidNetworkException(
          layer
              + ": "
              + setting
              + " "
              + reach()
              + " is larger than its input "
              + in
              + (padding.pixels() > 0 ? " with " + padding + " pixels of padding" : ""));
    }
    return new Shape(channels, positions(in.height()), positions(in.width()));
  }

  private int sameTotal(int side) {
    return Math.max(0, (positions(side) - 1) * stride + reach() - side);
  }
}
