package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.report.plot.Drawing.Anchor;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.text.Rounded;
import dev.ablate.sweep.results.table.LayerStatRow;
import java.util.List;

/** How often a layer puts out what, at two epochs over each other. */
final class LayerHistogram {

  private LayerHistogram() {}

  /** Draws it: full the last row, dashed the first. */
  static void draw(Drawing on, Frame frame, List<LayerStatRow> rows, int series) {
    List<LayerStatRow> drawn =
        rows.stream().filter(row -> !row.histogramCounts().isEmpty()).toList();
    on.line(frame.left(), frame.bottom(), frame.right(), frame.bottom(), Ink.GRID, 0.7);
    if (drawn.isEmpty()) {
      return;
    }
    LayerStatRow first = drawn.get(0);
    LayerStatRow last = drawn.get(drawn.size() - 1);
    double least = Math.min(edge(first, 0), edge(last, 0));
    double most = Math.max(edge(first, -1), edge(last, -1));
    Scale x = new Scale(least, most, frame.left(), frame.right(), false);
    on.area(outline(last, x, frame), Ink.series(series), 0.4);
    if (drawn.size() > 1) {
      on.path(
          outline(first, x, frame),
          Ink.INK,
          on.style().font() * 0.08,
          Drawing.dash(4),
          1,
          Note.NONE);
    }
    double below = frame.bottom() + on.style().font() * 1.2;
    on.small(frame.left(), below, Rounded.number(least), Anchor.START, Ink.MUTED);
    on.small(frame.right(), below, Rounded.number(most), Anchor.END, Ink.MUTED);
  }

  /** An edge of the bins; of -1 the last. */
  private static double edge(LayerStatRow row, int index) {
    List<Double> edges = row.histogramEdges();
    return edges.get(index < 0 ? edges.size() - 1 : index);
  }

  private static double[] outline(LayerStatRow row, Scale x, Frame frame) {
    List<Long> counts = row.histogramCounts();
    double most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    double[] points = new double[4 * counts.size() + 4];
    points[0] = x.at(edge(row, 0));
    points[1] = frame.bottom();
    for (int i = 0; i < counts.size(); i++) {
      // The root: a layer of zeros would hide all else.
      double y = frame.bottom() - Math.sqrt(counts.get(i) / most) * frame.height();
      points[4 * i + 2] = x.at(edge(row, i));
      points[4 * i + 3] = y;
      points[4 * i + 4] = x.at(edge(row, i + 1));
      points[4 * i + 5] = y;
    }
    points[points.length - 2] = x.at(edge(row, -1));
    points[points.length - 1] = frame.bottom();
    return points;
  }
}
