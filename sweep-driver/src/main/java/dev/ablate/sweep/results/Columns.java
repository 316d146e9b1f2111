package dev.ablate.sweep.results;

import dev.ablate.spec.Names;
import java.util.Locale;

/** The one translation between Java's names and those of columns. */
final class Columns {

  /** What the columns of axes begin with. */
  static final String AXIS = "axis_";

  private Columns() {}

  /** The column of a record component: {@code trialId} is {@code trial_id}. */
  static String of(String component) {
    return Names.kebab(component).replace('-', '_');
  }

  /** The column of an axis: {@code learning-rate} is {@code axis_learning_rate}. */
  static String ofAxis(String axis) {
    return AXIS + axis.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** A split's or metric's name in a table: {@code LEARNING_RATE} is {@code learning_rate}. */
  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
