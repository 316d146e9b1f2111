package dev.ablate.sweep.report.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks on paper, the first lowest. All measures are points; y grows downwards. */
public final class Drawing {

  /** Which part of a text is at its place. */
  public enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** What is on a drawing. */
  sealed interface Mark {}

  /**
   * A line through places, or the area that it encloses.
   *
   * @param points x and y by turns
   * @param dash lengths drawn and left out; empty for a whole line
   * @param filled the area instead of the line
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Path(
      double[] points,
      Ink ink,
      double width,
      double[] dash,
      double opacity,
      boolean filled,
      Note note)
      implements Mark {}

  /** A circle or another shape, full or empty. */
  record Marker(
      double x,
      double y,
      double radius,
      Shape shape,
      Ink ink,
      boolean full,
      double opacity,
      Note note)
      implements Mark {}

  /** A rectangle. */
  record Box(double x, double y, double width, double height, Ink ink, double opacity, Note note)
      implements Mark {}

  /** A line of text; {@code turned} reads upwards. */
  record Words(
      double x,
      double y,
      String text,
      Anchor anchor,
      Ink ink,
      double size,
      boolean bold,
      boolean turned)
      implements Mark {}

  /**
   * What a mark says when it is pointed at, and what a page's script knows it by.
   *
   * @param text null for none
   * @param data attributes {@code data-*}, by name
   */
  public record Note(String text, Map<String, String> data) {

    /** Nothing. */
    public static final Note NONE = new Note(null, Map.of());

    public Note {
      data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** Words alone. */
    public static Note of(String text) {
      return new Note(text, Map.of());
    }
  }

  /** Lengths of dashes that tell series apart; the first is a whole line. */
  private static final double[][] DASHES = {
    {}, {6, 3}, {1.5, 2.5}, {8, 2.5, 1.5, 2.5}, {3, 3}, {10, 4}, {5, 2, 1, 2, 1, 2}, {2, 5}
  };

  private final Style style;
  private final List<Mark> marks = new ArrayList<>();
  private double height;

  Drawing(Style style) {
    this.style = style;
  }

  Drawing height(double points) {
    height = points;
    return this;
  }

  static double[] dash(int series) {
    return DASHES[Math.floorMod(series, DASHES.length)];
  }

  Drawing line(double x1, double y1, double x2, double y2, Ink ink, double width) {
    return path(new double[] {x1, y1, x2, y2}, ink, width, DASHES[0], 1, Note.NONE);
  }

  Drawing path(double[] points, Ink ink, double width, double[] dash, double opacity, Note note) {
    marks.add(new Path(points, ink, width, dash, opacity, false, note));
    return this;
  }

  Drawing area(double[] points, Ink ink, double opacity) {
    marks.add(new Path(points, ink, 0, DASHES[0], opacity, true, Note.NONE));
    return this;
  }

  Drawing marker(double x, double y, double radius, Shape shape, Ink ink, boolean full, Note note) {
    marks.add(new Marker(x, y, radius, shape, ink, full, 1, note));
    return this;
  }

  Drawing faintMarker(double x, double y, double radius, Shape shape, Ink ink, Note note) {
    marks.add(new Marker(x, y, radius, shape, ink, true, 0.45, note));
    return this;
  }

  Drawing box(double x, double y, double width, double boxHeight, Ink ink, double opacity) {
    marks.add(new Box(x, y, width, boxHeight, ink, opacity, Note.NONE));
    return this;
  }

  /** A tile that says a share in [0, 1]: light enough for words in ink on it. */
  Drawing tile(double x, double y, double width, double boxHeight, double share, Note note) {
    double opacity = 0.05 + 0.6 * Math.max(0, Math.min(1, share));
    marks.add(new Box(x, y, width, boxHeight, Ink.series(0), opacity, note));
    return this;
  }

  Drawing words(double x, double y, String text, Anchor anchor, Ink ink) {
    marks.add(new Words(x, y, text, anchor, ink, style.font(), false, false));
    return this;
  }

  Drawing small(double x, double y, String text, Anchor anchor, Ink ink) {
    marks.add(new Words(x, y, text, anchor, ink, smallFont(), false, false));
    return this;
  }

  Drawing heading(double x, double y, String text) {
    marks.add(new Words(x, y, text, Anchor.START, Ink.INK, style.font(), true, false));
    return this;
  }

  Drawing headingUpTo(double x, double y, String text) {
    marks.add(new Words(x, y, text, Anchor.END, Ink.INK, style.font(), true, false));
    return this;
  }

  Drawing upwards(double x, double y, String text) {
    marks.add(new Words(x, y, text, Anchor.MIDDLE, Ink.MUTED, smallFont(), false, true));
    return this;
  }

  double smallFont() {
    return style.font() * 0.88;
  }

  Style style() {
    return style;
  }

  double height() {
    return height;
  }

  List<Mark> marks() {
    return Collections.unmodifiableList(marks);
  }
}
