package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Predictions;
import dev.ablate.inspect.Predictions.Prediction;
import dev.ablate.inspect.measure.Calibration;
import dev.ablate.model.Shape;
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

/**
 * Which classes are taken for which, the surest mistakes, and whether confidence can be trusted.
 */
final class ConfusionFigure {

  private static final int MISTAKES = 16;
  private static final double CELL = 34;
  private static final double PLOT = 220;

  /** Classes whose names are over the columns too, every second one a line higher. */
  private static final int NAMED = 20;

  private static final double HEAD = 11;

  private ConfusionFigure() {}

  static Sight draw(InspectedTrial trial, Predictions predictions, ImageChoice images) {
    Calibration calibration = predictions.calibration();
    Picture figure =
        Figure.of(
            "Which classes are taken for which",
            trial.describe()
                + String.format(
                    Locale.ROOT,
                    ". %.4f of %,d images are recognised; expected calibration error %.4f in %d"
                        + " bins. A tile's colour is the square root of its share of the row.",
                    predictions.accuracy(),
                    predictions.images().size(),
                    calibration.error(),
                    Calibration.BINS),
            List.of(
                Figure.row(
                    List.of(
                        Figure.headed("images, true class by row", matrix(trial, predictions)),
                        Figure.headed("right as often as sure?", reliability(calibration)))),
                Figure.headed("the surest mistakes", mistakes(trial, predictions, images))));
    List<List<Object>> rows = new ArrayList<>();
    for (Prediction image : predictions.images()) {
      rows.add(
          List.of(
              image.image(),
              trial.classNames().get(image.label()),
              trial.classNames().get(image.predicted()),
              image.confidence(),
              image.trueProbability()));
    }
    return Sight.of(
        "confusion",
        figure,
        List.of("image", "class", "predicted", "confidence", "true_probability"),
        rows);
  }

  private static Picture matrix(InspectedTrial trial, Predictions predictions) {
    long[][] counts = predictions.confusion();
    int classes = counts.length;
    double cell = classes > NAMED ? 14 : CELL;
    Picture matrix = new Picture("");
    double label = longest(trial.classNames()) + 8;
    double top = 16 + HEAD;
    Scale scale = new Scale(Scale.Kind.SEQUENTIAL, 0, 1);
    for (int row = 0; row < classes; row++) {
      long all = 0;
      for (long count : counts[row]) {
        all += count;
      }
      matrix.words(
          label - 6,
          top + row * cell + cell / 2 + 4,
          trial.classNames().get(row),
          Size.SMALL,
          Align.END,
          Ink.INK);
      if (classes <= NAMED) {
        matrix.words(
            label + row * cell + cell / 2,
            top - 6 - row % 2 * HEAD,
            trial.classNames().get(row),
            Size.SMALL,
            Align.MIDDLE,
            Ink.INK);
      }
      for (int column = 0; column < classes; column++) {
        double share = all == 0 ? Double.NaN : (double) counts[row][column] / all;
        Raster tile = Raster.of(new double[] {Math.sqrt(share)}, 1, scale);
        double x = label + column * cell;
        double y = top + row * cell;
        matrix.tile(x, y, cell - 1, cell - 1, tile);
        if (counts[row][column] > 0 && classes <= NAMED) {
          // Dark on light tiles and light on dark ones, whatever the theme.
          matrix.stamp(
              x + cell / 2 - 0.5,
              y + cell / 2 + 3,
              Long.toString(counts[row][column]),
              Math.sqrt(share) > 0.55 ? 0x101010 : 0xf5f5f5);
        }
      }
    }
    return matrix;
  }

  private static double longest(List<String> names) {
    return names.stream().mapToDouble(name -> Picture.width(name, Size.SMALL)).max().orElse(0);
  }

  private static Picture reliability(Calibration calibration) {
    Picture plot = new Picture("");
    double left = 30;
    plot.frame(left, 0, PLOT, PLOT);
    plot.line(left, PLOT, left + PLOT, 0, 0.8, 0x7f7f7f);
    long most = calibration.bins().stream().mapToLong(Calibration.Bin::images).max().orElse(1);
    double under = 40;
    for (Calibration.Bin bin : calibration.bins()) {
      double x = left + bin.from() * PLOT;
      double wide = (bin.to() - bin.from()) * PLOT;
      if (bin.images() > 0) {
        double tall = bin.accuracy() * PLOT;
        plot.box(x + 1, PLOT - tall, wide - 2, Math.max(tall, 0.5), 0x0072b2);
        plot.line(
            x + 1,
            PLOT - bin.confidence() * PLOT,
            x + wide - 1,
            PLOT - bin.confidence() * PLOT,
            1.4,
            0xd55e00);
        double share = (double) bin.images() / most * under;
        plot.box(x + 1, PLOT + 24, wide - 2, Math.max(share, 0.5), 0x9aa4af);
      }
    }
    for (double tick : new double[] {0, 0.5, 1}) {
      String text = String.format(Locale.ROOT, "%.1f", tick);
      plot.words(left - 4, PLOT - tick * PLOT + 4, text, Size.SMALL, Align.END, Ink.MUTED);
      plot.words(left + tick * PLOT, PLOT + 12, text, Size.SMALL, Align.MIDDLE, Ink.MUTED);
    }
    plot.words(
        left,
        PLOT + 24 + under + 12,
        "bars: accuracy; orange: mean confidence; below: images",
        Size.SMALL,
        Align.START,
        Ink.MUTED);
    return plot;
  }

  private static Picture mistakes(
      InspectedTrial trial, Predictions predictions, ImageChoice images) {
    Shape shape = trial.data().shape();
    List<Raster> tiles = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (Prediction mistake : predictions.surestMistakes(MISTAKES)) {
      tiles.add(Pixels.of(images.images(), mistake.image(), shape));
      labels.add(
          trial.classNames().get(mistake.label())
              + " as "
              + trial.classNames().get(mistake.predicted()));
    }
    return Figure.grid(tiles, labels, 8, 84);
  }
}
