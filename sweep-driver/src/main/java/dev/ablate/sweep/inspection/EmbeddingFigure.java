package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Embedding;
import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Palette;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.report.picture.Picture.Align;
import dev.ablate.sweep.report.picture.Picture.Size;
import dev.ablate.sweep.report.picture.Theme.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Images as dots, by the layer before the output. */
final class EmbeddingFigure {

  private static final double SIDE = 460;

  private EmbeddingFigure() {}

  static Sight draw(InspectedTrial trial, Embedding embedding, ImageChoice images) {
    double[][] points = embedding.components().coordinates();
    double reach = 1e-9;
    for (double[] point : points) {
      for (double value : point) {
        reach = Math.max(reach, Math.abs(value));
      }
    }
    Picture plot = new Picture("");
    plot.frame(0, 0, SIDE, SIDE);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      double x = points[i][0];
      double y = points[i].length > 1 ? points[i][1] : 0;
      plot.dot(
          SIDE / 2 * (1 + 0.96 * x / reach),
          SIDE / 2 * (1 - 0.96 * y / reach),
          points.length > 2000 ? 1.6 : 3,
          Palette.colour(embedding.labels()[i]),
          0.55);
      rows.add(List.of(images.names().get(i), trial.classNames().get(embedding.labels()[i]), x, y));
    }
    double[] shares = embedding.components().shares();
    plot.words(
        SIDE / 2,
        SIDE + 14,
        String.format(Locale.ROOT, "first component, %.0f %% of the variance", 100 * shares[0]),
        Size.SMALL,
        Align.MIDDLE,
        Ink.MUTED);
    String up =
        shares.length > 1
            ? String.format(
                Locale.ROOT, "up: second component, %.0f %% of the variance", 100 * shares[1])
            : "";
    plot.words(SIDE / 2, SIDE + 28, up, Size.SMALL, Align.MIDDLE, Ink.MUTED);
    return Sight.of(
        "embed",
        Figure.of(
            "Images by the layer before the output",
            trial.describe()
                + ". "
                + points.length
                + " images, by the two directions in which they differ most (principal"
                + " components), both on one scale.",
            List.of(plot, Figure.legend(trial.classNames(), SIDE))),
        List.of("image", "class", "first", "second"),
        rows);
  }
}
