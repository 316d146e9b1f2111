package dev.ablate.sweep.study;

import java.util.Objects;

/**
 * One component of the baseline set to a value of its type.
 *
 * @param location which
 * @param value to what; null where a setting is left out
 */
public record Edit(Location location, Object value) {
  /** Whether the baseline has this value already. */
  public boolean changesNothing() {
    return Objects.equals(location.current(), value);
  }
}
