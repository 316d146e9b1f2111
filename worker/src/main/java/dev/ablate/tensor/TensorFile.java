package dev.ablate.tensor;

import java.util.SortedMap;

/**
 * Named arrays of a file, whatever its format. Shapes are PyTorch's: {@code [filters, channels,
 * height, width]}, {@code [units, inputs]}.
 */
public interface TensorFile {

  /** Its tensors by name. */
  SortedMap<String, TensorEntry> tensors();

  /**
   * Copies a tensor's numbers.
   *
   * @param entry one of {@link #tensors}, of a readable type
   * @param to where they go, from {@code at} on
   */
  void copy(TensorEntry entry, double[] to, int at);

  /**
   * Whether a product over feature maps has its inputs pixel by pixel with the channels side by
   * side, as Keras flattens them, and not channel by channel.
   */
  default boolean isChannelsLast() {
    return false;
  }
}
