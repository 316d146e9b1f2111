package dev.ablate.sweep.study;

import java.util.List;

/** One value of an axis: its label, and the typed edits of the baseline that it means. */
public final class AxisOption {
  private final Object label;
  private final List<Edit> edits;

  /** One value, labelled by a {@link Double}, a {@link Boolean} or a {@link String}. */
  public AxisOption(Object label, List<Edit> edits) {
    this.label = label;
    this.edits = List.copyOf(edits);
  }

  /** What the tables show: a {@link Double}, a {@link Boolean} or a {@link String}. */
  public Object label() {
    return label;
  }

  /** What it changes, in the order of the baseline's places. */
  public List<Edit> edits() {
    return edits;
  }

  AxisOption labelled(Object newLabel) {
    return new AxisOption(newLabel, edits);
  }

  @Override
  public String toString() {
    return Labels.text(label);
  }
}
