package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.report.plot.Drawing.Anchor;
import dev.ablate.sweep.report.plot.Drawing.Note;
import java.util.List;

/** Names with their colour, dash and marker, in as many lines as they need. */
final class Legend {

  private Legend() {}

  /** How high it will be. */
  static double height(Style style, List<String> names) {
    return lay(null, style, names, 0, 0);
  }

  /** Draws it and says how high it is. */
  static double draw(Drawing on, List<String> names, double left, double top) {
    return lay(on, on.style(), names, left, top);
  }

  private static double lay(Drawing on, Style style, List<String> names, double left, double top) {
    double font = style.font();
    double x = left;
    double y = top;
    for (int i = 0; i < names.size(); i++) {
      String name = style.fitted(names.get(i), style.width() - left - 4 * font);
      double wide = style.width(name) + 4 * font;
      if (x > left && x + wide > style.width()) {
        x = left;
        y += font * 1.6;
      }
      if (on != null) {
        double middle = y + font * 0.6;
        on.path(
            new double[] {x, middle, x + font * 2, middle},
            Ink.series(i),
            font * 0.14,
            Drawing.dash(i),
            1,
            Note.NONE);
        on.marker(x + font, middle, font * 0.3, Shape.series(i), Ink.series(i), true, Note.NONE);
        on.small(x + font * 2.5, y + font, name, Anchor.START, Ink.INK);
      }
      x += wide;
    }
    return y - top + font * 1.8;
  }
}
