package dev.ablate.sweep.report.picture;

import dev.ablate.sweep.report.picture.Picture.Align;
import dev.ablate.sweep.report.picture.Picture.Size;
import dev.ablate.sweep.report.picture.Theme.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parts that figures are made of; each a picture of its own, to be put beside others. */
public final class Figure {

  private static final double LINE = 16;
  private static final double GAP = 2;

  private Figure() {}

  /** A title, what is to be read under it, then the parts below each other. */
  public static Picture of(String title, String caption, List<Picture> parts) {
    Picture figure = new Picture(title);
    double wide = parts.stream().mapToDouble(Picture::contentWidth).max().orElse(0);
    wide = Math.max(wide, 420);
    double y = 12;
    for (String line : broken(title, Size.TITLE, wide)) {
      figure.words(0, y, line, Size.TITLE, Align.START, Ink.INK);
      y += 19;
    }
    for (String line : broken(caption, Size.SMALL, wide)) {
      figure.words(0, y, line, Size.SMALL, Align.START, Ink.MUTED);
      y += 13;
    }
    y += 8;
    for (Picture part : parts) {
      figure.add(part, 0, y);
      y += part.contentHeight() + 20;
    }
    return figure;
  }

  private static List<String> broken(String text, Size size, double wide) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && Picture.width(line + " " + word, size) > wide) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** A text as long as it fits a width: its beginning, one letter at least. */
  public static String fitted(String text, Size size, double wide) {
    int length = text.length();
    while (length > 1 && Picture.width(text.substring(0, length), size) > wide) {
      length--;
    }
    return text.substring(0, length);
  }

  /** Parts side by side. */
  public static Picture row(List<Picture> parts) {
    Picture row = new Picture(parts.isEmpty() ? "" : parts.get(0).description());
    double x = 0;
    for (Picture part : parts) {
      row.add(part, x, 0);
      x += part.contentWidth() + 24;
    }
    return row;
  }

  /** A heading over a part. */
  public static Picture headed(String heading, Picture part) {
    Picture headed = new Picture("");
    headed.words(0, 11, heading);
    return headed.add(part, 0, LINE + 2);
  }

  /**
   * Tiles in rows, all of one size.
   *
   * @param side width of a tile, points; its height follows from the first tile's shape
   * @param labels under each tile; empty for none
   */
  public static Picture grid(List<Raster> tiles, List<String> labels, int columns, double side) {
    Picture grid = new Picture("");
    double down = tiles.isEmpty() ? 0 : side * tiles.get(0).height() / tiles.get(0).width();
    double under = labels.isEmpty() ? 0 : 12;
    for (int i = 0; i < tiles.size(); i++) {
      double x = i % columns * (side + GAP);
      double y = Math.floorDiv(i, columns) * (down + under + GAP);
      grid.tile(x, y, side, down, tiles.get(i));
      if (!labels.isEmpty()) {
        grid.words(
            x + side / 2,
            y + down + 10,
            fitted(labels.get(i), Size.SMALL, side),
            Size.SMALL,
            Align.MIDDLE,
            Ink.MUTED);
      }
    }
    return grid;
  }

  /**
   * Rows of tiles, each with words before it.
   *
   * @param heads over the columns; empty for none
   * @param rows each row's words, broken at line ends, and tiles
   */
  public static Picture table(List<String> heads, List<Row> rows, double side) {
    Picture table = new Picture("");
    double label =
        rows.stream()
                .flatMap(row -> row.words().lines())
                .mapToDouble(line -> Picture.width(line, Size.SMALL))
                .max()
                .orElse(0)
            + 8;
    double y = 0;
    if (!heads.isEmpty()) {
      for (int i = 0; i < heads.size(); i++) {
        table.words(
            label + i * (side + GAP) + side / 2,
            9,
            heads.get(i),
            Size.SMALL,
            Align.MIDDLE,
            Ink.INK);
      }
      y = 14;
    }
    for (Row row : rows) {
      double line = y + 10;
      for (String words : row.words().lines().toList()) {
        table.words(0, line, words, Size.SMALL, Align.START, Ink.INK);
        line += 12;
      }
      double tall = 0;
      for (int i = 0; i < row.tiles().size(); i++) {
        Raster tile = row.tiles().get(i);
        double x = label + i * (side + GAP);
        double down = side * tile.height() / tile.width();
        table.tile(x, y, side, down, tile);
        double below = y + down + 10;
        if (i < row.notes().size()) {
          for (String note : row.notes().get(i).lines().toList()) {
            table.words(
                x + side / 2,
                below,
                fitted(note, Size.SMALL, side),
                Size.SMALL,
                Align.MIDDLE,
                Ink.MUTED);
            below += 11;
          }
        }
        tall = Math.max(tall, below - 10 - y);
      }
      y += Math.max(tall, line - 10 - y) + 4;
    }
    return table;
  }

  /**
   * A row of {@link #table}.
   *
   * @param words before it
   * @param tiles in order
   * @param notes under each tile; may be fewer
   */
  public record Row(String words, List<Raster> tiles, List<String> notes) {
    public Row {
      tiles = List.copyOf(tiles);
      notes = List.copyOf(notes);
    }
  }

  /** A bar of a scale's colours with its ends. */
  public static Picture bar(Scale scale, String unit) {
    int steps = 128;
    double[] values = new double[steps];
    for (int i = 0; i < steps; i++) {
      values[i] = scale.least() + (scale.most() - scale.least()) * i / (steps - 1);
    }
    Picture bar = new Picture("");
    String least = number(scale.least());
    double from = Picture.width(least, Size.SMALL) + 6;
    bar.words(0, 9, least, Size.SMALL, Align.START, Ink.MUTED);
    bar.tile(from, 0, 140, 10, Raster.of(values, steps, scale));
    bar.words(
        from + 146, 9, number(scale.most()) + "  " + unit, Size.SMALL, Align.START, Ink.MUTED);
    return bar;
  }

  /** Names with their colours, in one line or more. */
  public static Picture legend(List<String> names, double wide) {
    Picture legend = new Picture("");
    double x = 0;
    double y = 0;
    for (int i = 0; i < names.size(); i++) {
      double next = Picture.width(names.get(i), Size.SMALL) + 28;
      if (x > 0 && x + next > wide) {
        x = 0;
        y += 15;
      }
      legend.box(x, y + 1, 9, 9, Palette.colour(i));
      legend.words(x + 13, y + 9, names.get(i), Size.SMALL, Align.START, Ink.INK);
      x += next;
    }
    return legend;
  }

  /** A number as short as it can be told. */
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (value == 0 || (size >= 1000 && size < 1e6)) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size >= 1e6 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f", value);
  }
}
