package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Occlusion;
import dev.ablate.model.Shape;
import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Palette;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.report.picture.Raster;
import dev.ablate.sweep.report.picture.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Probability of the true class under a sliding patch, and the class that takes over. */
final class OcclusionFigure {

  private static final int ACROSS = 2;
  private static final double SIDE = 84;
  private static final Scale PROBABILITY = new Scale(Scale.Kind.SEQUENTIAL, 0, 1);

  private OcclusionFigure() {}

  static Sight draw(
      InspectedTrial trial, List<Occlusion> maps, Occlusion.Patch patch, ImageChoice images) {
    Shape shape = trial.data().shape();
    List<Picture> cells = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    for (Occlusion map : maps) {
      cells.add(cell(trial, map, images, shape));
      for (int row = 0; row < map.tops().size(); row++) {
        for (int column = 0; column < map.lefts().size(); column++) {
          rows.add(
              List.of(
                  images.names().get(map.image()),
                  trial.classNames().get(map.label()),
                  map.tops().get(row),
                  map.lefts().get(column),
                  map.probability()[row][column],
                  trial.classNames().get(map.winner()[row][column])));
        }
      }
    }
    List<Picture> parts = new ArrayList<>();
    for (int from = 0; from < cells.size(); from += ACROSS) {
      parts.add(Figure.row(cells.subList(from, Math.min(cells.size(), from + ACROSS))));
    }
    parts.add(
        Figure.bar(
            PROBABILITY, "probability of the class, a mean over patches that cover the pixel"));
    parts.add(Figure.legend(trial.classNames(), 560));
    return Sight.of(
        "occlusion",
        Figure.of(
            "Where covering changes the answer",
            trial.describe()
                + ". A patch of "
                + patch.size()
                + "×"
                + patch.size()
                + " pixels ("
                + patch.fill().name().toLowerCase(Locale.ROOT)
                + ") moves by "
                + patch.stride()
                + ". Image; probability of its class while the patch is there; the class that has"
                + " most then, at the patch's place."
                + (images.note().isEmpty() ? "" : " " + images.note() + "."),
            parts),
        List.of("image", "class", "top", "left", "probability", "winner"),
        rows);
  }

  private static Picture cell(
      InspectedTrial trial, Occlusion map, ImageChoice images, Shape shape) {
    Raster heat = Raster.of(map.byPixel(shape), shape.width(), PROBABILITY);
    int[] winners = new int[map.tops().size() * map.lefts().size()];
    for (int i = 0; i < winners.length; i++) {
      winners[i] = Palette.colour(map.winner()[i / map.lefts().size()][i % map.lefts().size()]);
    }
    return Figure.headed(
        images.names().get(map.image())
            + ": "
            + (images.labels()[map.image()] < 0 ? trial.classNames().get(map.label()) + " " : "")
            + Figure.number(map.uncovered()),
        Figure.grid(
            List.of(
                Pixels.of(images.images(), map.image(), shape),
                heat,
                new Raster(map.lefts().size(), map.tops().size(), winners)),
            List.of(),
            3,
            SIDE));
  }
}
