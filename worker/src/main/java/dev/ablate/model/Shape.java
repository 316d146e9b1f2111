package dev.ablate.model;

import java.io.Serializable;

/**
 * The shape of one example between layers: {@code [channels, height, width]}; of a vector {@code
 * [units, 1, 1]}.
 *
 * @param channels number of channels or units
 * @param height pixels
 * @param width pixels
 */
public record Shape(int channels, int height, int width) implements Serializable {

  /** A vector of so many units. */
  public static Shape vector(int units) {
    return new Shape(units, 1, 1);
  }

  /** Number of values. */
  public long size() {
    return (long) channels * height * width;
  }

  /** {@code 20x24x24}, or {@code 500} for a vector. */
  @Override
  public String toString() {
    return height == 1 && width == 1
        ? Integer.toString(channels)
        : channels + "x" + height + "x" + width;
  }
}
