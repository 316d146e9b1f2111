package dev.ablate.sweep.config;

import java.util.List;

/**
 * One thing that is varied.
 *
 * @param name of the axis; letters, digits, '-' and '_'
 * @param path the config path it sets, below {@code sweep}: layers by name, {@code *} within a
 *     name, {@code **} across groups
 * @param values what it is set to, in the order written; labels are distinct and all of one class
 */
public record AxisSpec(String name, String path, List<AxisOption> values) {
  public AxisSpec {
    values = List.copyOf(values);
  }
}
