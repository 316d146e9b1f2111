package dev.ablate.sweep.results.table;

import dev.ablate.spec.Names;
import java.util.Locale;

/** The one translation between Java's names and those of columns. */
public final class Columns {

  /** What the columns of axes begin with. */
  public static final String AXIS = "axis_";

  private Columns() {}

  /** The column of a record component: {@code trialId} is {@code trial_id}. */
  public static String of(String component) {
    return Names.kebab(component).replace('-', '_');
  }

  /** The column of an axis: {@code learning-rate} is {@code axis_learning_rate}. */
  public static String ofAxis(String axis) {
    return AXIS + axis.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** A split's or metric's name in a table: {@code LEARNING_RATE} is {@code learning_rate}. */
  public static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
