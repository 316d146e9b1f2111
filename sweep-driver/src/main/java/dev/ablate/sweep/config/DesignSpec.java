package dev.ablate.sweep.config;

import dev.ablate.spec.Tag;

/** Which combinations of the axes' values are asked. */
public sealed interface DesignSpec {
  /** Every combination. */
  DesignSpec GRID = new Grid();

  /** Every combination. */
  @Tag("grid")
  record Grid() implements DesignSpec {}
}
