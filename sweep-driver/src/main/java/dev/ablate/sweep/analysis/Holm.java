package dev.ablate.sweep.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Adjusts a family of p values, so that a family without any effect reports one in at most the
 * stated share of cases. Holm, "A simple sequentially rejective multiple test procedure", 1979.
 */
final class Holm {

  private Holm() {}

  /** The adjusted values in the same order; null stays null and is no member of the family. */
  static List<Double> adjust(List<Double> values) {
    int[] order =
        IntStream.range(0, values.size())
            .filter(i -> values.get(i) != null)
            .boxed()
            .sorted(Comparator.comparing(values::get))
            .mapToInt(i -> i)
            .toArray();
    Double[] adjusted = new Double[values.size()];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      largest = Math.max(largest, Math.min(1, (order.length - rank) * values.get(order[rank])));
      adjusted[order[rank]] = largest;
    }
    return Arrays.asList(adjusted);
  }

  /** How many members a family has. */
  static int size(List<Double> values) {
    return (int) values.stream().filter(Objects::nonNull).count();
  }
}
