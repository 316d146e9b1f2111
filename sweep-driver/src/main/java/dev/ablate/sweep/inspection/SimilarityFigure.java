package dev.ablate.sweep.inspection;

import dev.ablate.inspect.LayerSimilarity;
import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.report.picture.Picture.Align;
import dev.ablate.sweep.report.picture.Picture.Size;
import dev.ablate.sweep.report.picture.Raster;
import dev.ablate.sweep.report.picture.Scale;
import dev.ablate.sweep.report.picture.Theme.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How alike the layers of two trials are, as a matrix. */
final class SimilarityFigure {

  private static final double CELL = 30;
  private static final Scale SCALE = new Scale(Scale.Kind.SEQUENTIAL, 0, 1);

  private SimilarityFigure() {}

  static Sight draw(
      InspectedTrial one, InspectedTrial other, LayerSimilarity similarity, int images) {
    Picture matrix = new Picture("");
    double label =
        8
            + similarity.rows().stream()
                .mapToDouble(name -> Picture.width(name, Size.SMALL))
                .max()
                .orElse(0);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < similarity.rows().size(); i++) {
      matrix.words(
          label - 6,
          i * CELL + CELL / 2 + 4,
          similarity.rows().get(i),
          Size.SMALL,
          Align.END,
          Ink.INK);
      for (int j = 0; j < similarity.columns().size(); j++) {
        double value = similarity.values()[i][j];
        double x = label + j * CELL;
        matrix.tile(x, i * CELL, CELL - 1, CELL - 1, Raster.of(new double[] {value}, 1, SCALE));
        matrix.stamp(
            x + CELL / 2,
            i * CELL + CELL / 2 + 4,
            Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value),
            value > 0.55 ? 0x101010 : 0xf5f5f5);
        rows.add(
            List.of(
                one.id().value(),
                similarity.rows().get(i),
                other.id().value(),
                similarity.columns().get(j),
                value));
      }
    }
    double below = similarity.rows().size() * CELL + 12;
    for (int j = 0; j < similarity.columns().size(); j++) {
      matrix.words(
          label + j * CELL + CELL / 2,
          below,
          Integer.toString(j + 1),
          Size.SMALL,
          Align.MIDDLE,
          Ink.INK);
    }
    for (int j = 0; j < similarity.columns().size(); j++) {
      matrix.words(
          label,
          below + 16 + j * 13,
          (j + 1) + "  " + similarity.columns().get(j),
          Size.SMALL,
          Align.START,
          Ink.MUTED);
    }
    return Sight.of(
        "compare",
        Figure.of(
            "How alike two trials' layers are",
            "Rows: "
                + one.describe()
                + ". Columns: "
                + other.describe()
                + ". Linear CKA over "
                + images
                + " images: 1 for layers that arrange the images alike, up to rotation and scale.",
            List.of(matrix, Figure.bar(SCALE, "CKA"))),
        List.of("trial_id", "layer", "other_trial_id", "other_layer", "cka"),
        rows);
  }
}
