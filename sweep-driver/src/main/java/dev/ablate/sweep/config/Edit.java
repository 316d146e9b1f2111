package dev.ablate.sweep.config;

import java.util.Objects;

/**
 * One component of the baseline set to a value of its type.
 *
 * @param location which
 * @param value to what; null where a setting is left out
 */
record Edit(Location location, Object value) {
  boolean changesNothing() {
    return Objects.equals(location.current(), value);
  }
}
