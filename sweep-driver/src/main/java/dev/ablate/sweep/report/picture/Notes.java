package dev.ablate.sweep.report.picture;

import dev.ablate.sweep.report.picture.Picture.Align;
import dev.ablate.sweep.report.picture.Picture.Size;
import dev.ablate.sweep.report.picture.Theme.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Small words under tiles. They are broken at blanks; a column is as wide as the longest word of
 * any, so that no name is cut, up to twice what its tiles ask for.
 */
final class Notes {

  /** From one line to the next, points. */
  static final double LINE = 11;

  private static final double MOST = 2;

  private final double column;

  private Notes(double column) {
    this.column = column;
  }

  /**
   * For tiles side by side.
   *
   * @param notes of all of them
   * @param side width of a tile, points
   */
  static Notes of(List<String> notes, double side) {
    double longest =
        notes.stream()
            .flatMap(note -> Stream.of(note.split("\\s+")))
            .mapToDouble(word -> Picture.width(word, Size.SMALL))
            .max()
            .orElse(0);
    return new Notes(Math.max(side, Math.min(longest, MOST * side)));
  }

  /** Width of a column, points. */
  double column() {
    return column;
  }

  /** A note's lines. */
  List<String> lines(String note) {
    return note.lines()
        .flatMap(line -> broken(line, Size.SMALL, column).stream())
        .map(this::fitted)
        .toList();
  }

  /**
   * Writes a note.
   *
   * @param middle of the column
   * @param top of the first line
   * @return where the next thing begins
   */
  double write(Picture on, double middle, double top, String note) {
    double y = top;
    for (String line : lines(note)) {
      y += LINE;
      on.words(middle, y - 1, line, Size.SMALL, Align.MIDDLE, Ink.MUTED);
    }
    return y;
  }

  private String fitted(String word) {
    if (Picture.width(word, Size.SMALL) <= column) {
      return word;
    }
    int length = word.length();
    while (length > 1 && Picture.width(word.substring(0, length) + "…", Size.SMALL) > column) {
      length--;
    }
    return word.substring(0, length) + "…";
  }

  /** A text's lines, broken at blanks where they would be wider than this. */
  static List<String> broken(String text, Size size, double wide) {
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
}
