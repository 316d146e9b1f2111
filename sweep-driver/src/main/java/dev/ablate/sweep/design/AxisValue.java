package dev.ablate.sweep.design;

import dev.ablate.sweep.study.Labels;

/**
 * What an axis is set to at a point.
 *
 * @param axis name of the axis
 * @param label a {@link Double}, a {@link Boolean} or a {@link String}; of one class for one axis;
 *     null where the axis does not apply
 */
public record AxisValue(String axis, Object label) {
  /** {@code learning-rate=0.001}. */
  @Override
  public String toString() {
    return axis + "=" + Labels.text(label);
  }
}
