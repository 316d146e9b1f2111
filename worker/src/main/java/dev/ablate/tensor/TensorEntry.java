package dev.ablate.tensor;

import java.util.List;

/**
 * Where a tensor lies in its file.
 *
 * @param name unique in the file
 * @param type of its numbers
 * @param shape sides, the last one varying fastest; none for a single number
 * @param begin of its first byte, counted from the first tensor's
 * @param end behind its last byte
 */
public record TensorEntry(String name, ElementType type, List<Long> shape, long begin, long end) {

  public TensorEntry {
    shape = List.copyOf(shape);
  }

  /** How many numbers. */
  public long length() {
    return (end - begin) / type.bytes();
  }
}
