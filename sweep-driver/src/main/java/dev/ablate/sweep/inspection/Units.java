package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Subject;
import dev.ablate.inspect.network.InspectionException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which units of a layer.
 *
 * @param chosen their numbers; null for the first ones
 * @param unasked how many unless they are chosen
 */
record Units(List<Integer> chosen, int unasked) {

  /** As the command has it: {@code 0-9}; null if it was not said. */
  static Units parse(String text, int unasked) {
    return new Units(text == null ? null : ImageChoice.numbers(text), unasked);
  }

  /** The same, unless they are chosen so many. */
  Units orFirst(int count) {
    return new Units(chosen, count);
  }

  /**
   * Of a layer.
   *
   * @throws InspectionException if it has no such unit
   */
  List<Integer> of(Subject subject, int layer) {
    int units = subject.units(layer);
    if (chosen == null) {
      return IntStream.range(0, Math.min(unasked, units)).boxed().toList();
    }
    for (int unit : chosen) {
      if (unit >= units) {
        throw new InspectionException(
            "there is no unit "
                + unit
                + " in "
                + subject.name(layer)
                + "; its units are 0 to "
                + (units - 1));
      }
    }
    return chosen;
  }
}
