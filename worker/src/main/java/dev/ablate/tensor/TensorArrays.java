package dev.ablate.tensor;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tensors in memory: what a reader made of a file of another layout. */
public final class TensorArrays implements TensorFile {

  private final SortedMap<String, TensorEntry> entries = new TreeMap<>();
  private final SortedMap<String, float[]> values = new TreeMap<>();
  private final boolean channelsLast;
  private long bytes;

  /** Without a tensor yet; as {@link TensorFile#isChannelsLast}. */
  public TensorArrays(boolean channelsLast) {
    this.channelsLast = channelsLast;
  }

  /**
   * Adds a tensor.
   *
   * @param numbers as many as the product of the shape's sides; not copied
   * @throws TensorFileException if there is one of that name
   */
  public void add(String name, List<Long> shape, float[] numbers) throws TensorFileException {
    long end = bytes + (long) numbers.length * Float.BYTES;
    TensorEntry entry = new TensorEntry(name, ElementType.F32, shape, bytes, end);
    if (entries.putIfAbsent(name, entry) != null) {
      throw new TensorFileException("has two tensors that are both " + name);
    }
    values.put(name, numbers);
    bytes = end;
  }

  @Override
  public SortedMap<String, TensorEntry> tensors() {
    return Collections.unmodifiableSortedMap(entries);
  }

  @Override
  public void copy(TensorEntry entry, double[] to, int at) {
    float[] from = values.get(entry.name());
    for (int i = 0; i < from.length; i++) {
      to[at + i] = from[i];
    }
  }

  @Override
  public boolean isChannelsLast() {
    return channelsLast;
  }

  /**
   * A tensor with its sides in another order.
   *
   * @param sides of the given one, the last varying fastest
   * @param order which of them is the first of the result, the second, ...
   */
  public static float[] permuted(float[] numbers, int[] sides, int... order) {
    int[] steps = new int[sides.length];
    int step = 1;
    for (int side = sides.length - 1; side >= 0; side--) {
      steps[side] = step;
      step *= sides[side];
    }
    float[] result = new float[numbers.length];
    int[] place = new int[sides.length];
    for (int i = 0; i < result.length; i++) {
      int from = 0;
      for (int side = 0; side < order.length; side++) {
        from += place[side] * steps[order[side]];
      }
      result[i] = numbers[from];
      for (int side = order.length - 1; side >= 0; side--) {
        if (++place[side] < sides[order[side]]) {
          break;
        }
        place[side] = 0;
      }
    }
    return result;
  }

  /** A shape in the form of an entry's. */
  public static List<Long> shape(long... sides) {
    return Arrays.stream(sides).boxed().toList();
  }
}
