package dev.ablate.data.pickle;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * An array of NumPy of unsigned bytes.
 *
 * @param shape its sizes
 * @param values row-major, a view into the pickle
 */
public record ByteArray(List<Long> shape, ByteBuffer values) {

  public ByteArray {
    shape = List.copyOf(shape);
  }
}
