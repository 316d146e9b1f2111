package dev.ablate.sweep.study;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a {@link Variant}.
 *
 * @param steps from the variant down: the index of a record's component or of a list's element
 * @param path the same for people: {@code network.layers.conv1.filters}
 * @param type what may stand there
 * @param current what the baseline has there
 */
public record Location(List<Integer> steps, String path, Type type, Object current) {
  public Location {
    steps = List.copyOf(steps);
  }

  /**
   * A place right below this one.
   *
   * @param index of the component or element there
   * @param key by which people know it; empty if they leave it out
   */
  public Location child(int index, String key, Type type, Object current) {
    List<Integer> deeper = new ArrayList<>(steps);
    deeper.add(index);
    return new Location(deeper, Paths.join(path, key), type, current);
  }

  /** Whether one of the two holds the other, or they are the same. */
  public boolean overlaps(Location other) {
    int shorter = Math.min(steps.size(), other.steps.size());
    return steps.subList(0, shorter).equals(other.steps.subList(0, shorter));
  }

  /** Equal places are equal whatever stands there. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Location location && steps.equals(location.steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }
}
