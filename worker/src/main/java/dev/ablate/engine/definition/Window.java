package dev.ablate.engine.definition;

import dev.ablate.model.Padding;

/**
 * How a square window slides over an image.
 *
 * @param size pixels of the window
 * @param stride step, pixels
 * @param dilation distance between the window's pixels
 * @param padding what surrounds the image
 */
public record Window(int size, int stride, int dilation, Padding padding) {

  /** Positions along a side of so many pixels. */
  public long positions(long side) {
    return padding.kind() == Padding.Kind.SAME
        ? (side + stride - 1) / stride
        : (side + 2L * padding.pixels() - reach()) / stride + 1;
  }

  /** Pixels before the first. */
  public long before(long side) {
    return padding.kind() == Padding.Kind.SAME ? sameTotal(side) / 2 : padding.pixels();
  }

  /** Pixels after the last. */
  public long after(long side) {
    return padding.kind() == Padding.Kind.SAME ? sameTotal(side) - before(side) : padding.pixels();
  }

  private long sameTotal(long side) {
    return Math.max(0, (positions(side) - 1) * stride + reach() - side);
  }

  private int reach() {
    return (size - 1) * dilation + 1;
  }
}
