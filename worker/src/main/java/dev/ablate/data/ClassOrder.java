package dev.ablate.data;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order of class names: by number where all are numbers, else by their characters. */
final class ClassOrder {

  private ClassOrder() {}

  static List<String> sorted(Collection<String> names) {
    boolean numbers = names.stream().allMatch(name -> name.matches("[0-9]+"));
    Comparator<String> order = Comparator.naturalOrder();
    return names.stream()
        .sorted(
            numbers
                ? Comparator.<String, BigInteger>comparing(BigInteger::new).thenComparing(order)
                : order)
        .toList();
  }

  /** The label of each class: where it is among them. */
  static Map<String, Integer> labels(List<String> classNames) {
    Map<String, Integer> labels = new HashMap<>();
    classNames.forEach(name -> labels.put(name, labels.size()));
    return labels;
  }
}
