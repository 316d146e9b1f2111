package dev.ablate.sweep.report.picture;

import dev.ablate.sweep.report.picture.Theme.Ink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A picture in the making. All measures are points; it is as large as what is on it. */
public final class Picture {

  private static final double MARGIN = 16;

  /** How large a text is. */
  public enum Size {
    TITLE,
    TEXT,
    SMALL;

    Letters letters() {
      return switch (this) {
        case TITLE -> Letters.TITLE;
        case TEXT -> Letters.TEXT;
        case SMALL -> Letters.SMALL;
      };
    }
  }

  /** Which part of a text is at its place. */
  public enum Align {
    START,
    MIDDLE,
    END
  }

  /** What is on a picture. */
  sealed interface Mark {}

  record Tile(double x, double y, double width, double height, Raster raster) implements Mark {}

  /** Of the theme's ink, or of a colour of its own. */
  record Words(double x, double y, String text, Size size, Align align, Ink ink, Integer colour)
      implements Mark {}

  record Line(double x1, double y1, double x2, double y2, double width, Integer colour)
      implements Mark {}

  record Box(double x, double y, double width, double height, Integer fill, boolean outlined)
      implements Mark {}

  record Dot(double x, double y, double radius, int colour, double opacity) implements Mark {}

  private final String description;
  private final List<Mark> marks = new ArrayList<>();
  private double width;
  private double height;

  /**
   * An empty one.
   *
   * @param description in a sentence, for who cannot see it
   */
  public Picture(String description) {
    this.description = description;
  }

  /** Pixels, each a square of one colour. */
  public Picture tile(double x, double y, double tileWidth, double tileHeight, Raster raster) {
    grow(x + tileWidth, y + tileHeight);
    marks.add(new Tile(x, y, tileWidth, tileHeight, raster));
    return this;
  }

  /** Words on a baseline. */
  public Picture words(double x, double y, String text, Size size, Align align, Ink ink) {
    double wide = width(text, size);
    grow(
        align == Align.START ? x + wide : align == Align.MIDDLE ? x + wide / 2 : x,
        y + size.letters().size() / 3);
    marks.add(new Words(x, y, text, size, align, ink, null));
    return this;
  }

  /** Plain words that begin at a place. */
  public Picture words(double x, double y, String text) {
    return words(x, y, text, Size.TEXT, Align.START, Ink.INK);
  }

  /** Small words on something of one colour: theirs does not follow the theme. */
  public Picture stamp(double middle, double y, String text, int colour) {
    grow(middle + width(text, Size.SMALL) / 2, y);
    marks.add(new Words(middle, y, text, Size.SMALL, Align.MIDDLE, Ink.INK, colour));
    return this;
  }

  /** A line; of the theme's ink without a colour. */
  public Picture line(double x1, double y1, double x2, double y2, double thick, Integer colour) {
    grow(Math.max(x1, x2), Math.max(y1, y2));
    marks.add(new Line(x1, y1, x2, y2, thick, colour));
    return this;
  }

  /** A filled rectangle. */
  public Picture box(double x, double y, double boxWidth, double boxHeight, int fill) {
    grow(x + boxWidth, y + boxHeight);
    marks.add(new Box(x, y, boxWidth, boxHeight, fill, false));
    return this;
  }

  /** A rectangle's outline, in the theme's colour for rules. */
  public Picture frame(double x, double y, double boxWidth, double boxHeight) {
    grow(x + boxWidth, y + boxHeight);
    marks.add(new Box(x, y, boxWidth, boxHeight, null, true));
    return this;
  }

  /** A dot. */
  public Picture dot(double x, double y, double radius, int colour, double opacity) {
    grow(x + radius, y + radius);
    marks.add(new Dot(x, y, radius, colour, opacity));
    return this;
  }

  /** Everything on another picture, moved. */
  public Picture add(Picture other, double dx, double dy) {
    for (Mark mark : other.marks) {
      marks.add(moved(mark, dx, dy));
    }
    grow(dx + other.width, dy + other.height);
    return this;
  }

  private static Mark moved(Mark mark, double dx, double dy) {
    if (mark instanceof Tile tile) {
      return new Tile(tile.x + dx, tile.y + dy, tile.width, tile.height, tile.raster);
    } else if (mark instanceof Words words) {
      return new Words(
          words.x + dx, words.y + dy, words.text, words.size, words.align, words.ink, words.colour);
    } else if (mark instanceof Line line) {
      return new Line(
          line.x1 + dx, line.y1 + dy, line.x2 + dx, line.y2 + dy, line.width, line.colour);
    } else if (mark instanceof Box box) {
      return new Box(box.x + dx, box.y + dy, box.width, box.height, box.fill, box.outlined);
    }
    Dot dot = (Dot) mark;
    return new Dot(dot.x + dx, dot.y + dy, dot.radius, dot.colour, dot.opacity);
  }

  /** Width of a text. */
  public static double width(String text, Size size) {
    return size.letters().width(text);
  }

  private void grow(double right, double bottom) {
    width = Math.max(width, right);
    height = Math.max(height, bottom);
  }

  String description() {
    return description;
  }

  List<Mark> marks() {
    return Collections.unmodifiableList(marks);
  }

  /** Width of what is on it, without the margin. */
  public double contentWidth() {
    return width;
  }

  /** Height of what is on it, without the margin. */
  public double contentHeight() {
    return height;
  }

  double width() {
    return width + 2 * MARGIN;
  }

  double height() {
    return height + 2 * MARGIN;
  }

  double margin() {
    return MARGIN;
  }
}
