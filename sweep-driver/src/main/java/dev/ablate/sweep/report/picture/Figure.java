package dev.ablate.sweep.report.picture;

import dev.ablate.sweep.report.picture.Picture.Align;
import dev.ablate.sweep.report.picture.Picture.Size;
import dev.ablate.sweep.report.picture.Theme.Ink;
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
    for (String line : Notes.broken(title, Size.TITLE, wide)) {
      figure.words(0, y, line, Size.TITLE, Align.START, Ink.INK);
      y += 19;
    }
    for (String line : Notes.broken(caption, Size.SMALL, wide)) {
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
   * @param side width of a tile, points, or more if a label's word is wider; its height follows
   *     from the first tile's shape
   * @param labels under each tile; empty for none
   */
  public static Picture grid(List<Raster> tiles, List<String> labels, int columns, double side) {
    Picture grid = new Picture("");
    Notes notes = Notes.of(labels, side);
    double wide = notes.column();
    double down = tiles.isEmpty() ? 0 : wide * tiles.get(0).height() / tiles.get(0).width();
    int lines = labels.stream().mapToInt(label -> notes.lines(label).size()).max().orElse(0);
    for (int i = 0; i < tiles.size(); i++) {
      double x = i % columns * (wide + GAP);
      double y = Math.floorDiv(i, columns) * (down + lines * Notes.LINE + GAP);
      grid.tile(x, y, wide, down, tiles.get(i));
      if (!labels.isEmpty()) {
        notes.write(grid, x + wide / 2, y + down, labels.get(i));
      }
    }
    return grid;
  }

  /**
   * Rows of tiles, each with words before it.
   *
   * @param heads over the columns; empty for none
   * @param rows each row's words, broken at line ends, and tiles
   * @param side width of a tile, points, or more if a note's word is wider
   */
  public static Picture table(List<String> heads, List<Row> rows, double side) {
    Picture table = new Picture("");
    Notes notes = Notes.of(rows.stream().flatMap(row -> row.notes().stream()).toList(), side);
    double wide = notes.column();
    double label =
        rows.stream()
                .flatMap(row -> row.words().lines())
                .mapToDouble(line -> Picture.width(line, Size.SMALL))
                .max()
                .orElse(0)
            + 8;
    for (int i = 0; i < heads.size(); i++) {
      double middle = label + i * (wide + GAP) + wide / 2;
      table.words(middle, 9, heads.get(i), Size.SMALL, Align.MIDDLE, Ink.INK);
    }
    double y = heads.isEmpty() ? 0 : 14;
    for (Row row : rows) {
      double line = y + 10;
      for (String words : row.words().lines().toList()) {
        table.words(0, line, words, Size.SMALL, Align.START, Ink.INK);
        line += 12;
      }
      double below = line - 10;
      for (int i = 0; i < row.tiles().size(); i++) {
        Raster tile = row.tiles().get(i);
        double x = label + i * (wide + GAP);
        double down = wide * tile.height() / tile.width();
        table.tile(x, y, wide, down, tile);
        String note = i < row.notes().size() ? row.notes().get(i) : "";
        below = Math.max(below, notes.write(table, x + wide / 2, y + down, note));
      }
      y = below + 4;
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
    if (size < 1e6 && (size >= 1000 || value == Math.rint(value))) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size >= 1e6 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f", value);
  }
}
