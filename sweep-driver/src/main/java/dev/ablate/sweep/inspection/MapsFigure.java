package dev.ablate.sweep.inspection;

import dev.ablate.inspect.MapMeasure;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.inspect.network.UnfusedNetwork.Pass;
import dev.ablate.model.Shape;
import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.report.picture.Raster;
import dev.ablate.sweep.report.picture.Scale;
import java.util.ArrayList;
import java.util.List;

/** Feature maps of layers beside the image, at one time of training or several. */
final class MapsFigure {

  private static final int COLUMNS = 5;
  private static final double SIDE = 58;
  private static final double INPUT_SIDE = 112;

  private MapsFigure() {}

  /**
   * One picture an image.
   *
   * @param times the same trial with weights of different times
   * @param layers indices
   * @param units of each layer; null for as many as fit
   */
  static Sight draw(
      List<InspectedTrial> times, List<Integer> layers, Units units, ImageChoice images) {
    List<Sight.Named> pictures = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    List<Pass> passes = new ArrayList<>();
    Shape shape = times.get(0).data().shape();
    for (InspectedTrial time : times) {
      try (UnfusedNetwork network = time.subject().open()) {
        Pass pass = network.forward(Maps.of(shape, images.images()));
        passes.add(pass);
        for (int layer : layers) {
          for (MapMeasure measure : MapMeasure.of(pass.output(layer))) {
            rows.add(
                List.of(
                    time.weights(),
                    time.subject().name(layer),
                    images.names().get(measure.image()),
                    measure.unit(),
                    measure.mean(),
                    measure.zeroShare(),
                    measure.maximum()));
          }
        }
      }
    }
    String base = "maps-" + times.get(0).subject().name(layers.get(0));
    for (int image = 0; image < images.names().size(); image++) {
      String name = images.names().size() == 1 ? base : base + "-" + image;
      pictures.add(
          new Sight.Named(name, picture(times, passes, layers, units, images, image, shape)));
    }
    Sight.Numbers numbers =
        new Sight.Numbers(
            base,
            List.of("weights", "layer", "image", "unit", "mean", "zero_share", "maximum"),
            rows);
    return new Sight(pictures, List.of(numbers), List.of(), List.of());
  }

  private static Picture picture(
      List<InspectedTrial> times,
      List<Pass> passes,
      List<Integer> layers,
      Units units,
      ImageChoice images,
      int image,
      Shape shape) {
    List<Picture> parts = new ArrayList<>();
    Raster input = Pixels.of(images.images(), image, shape);
    parts.add(Figure.headed("input", Figure.grid(List.of(input), List.of(), 1, INPUT_SIDE)));
    for (int layer : layers) {
      List<Picture> blocks = new ArrayList<>();
      for (int time = 0; time < times.size(); time++) {
        Maps maps = passes.get(time).output(layer).image(image);
        List<Integer> shown = units.of(times.get(time).subject(), layer);
        blocks.add(block(times.get(time), layer, maps, shown, times.size() > 1));
      }
      parts.add(Figure.row(blocks));
    }
    return Figure.of(
        "What " + images.names().get(image) + " excites",
        times.get(0).describe()
            + (times.size() > 1 ? " and later" : "")
            + ". Each block has one scale; numbers are units."
            + (images.note().isEmpty() ? "" : " " + images.note() + "."),
        parts);
  }

  private static Picture block(
      InspectedTrial time, int layer, Maps maps, List<Integer> units, boolean dated) {
    double least = 0;
    double most = 0;
    for (int unit : units) {
      for (double value : maps.channel(0, unit)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    Scale scale = least < 0 ? Scale.aroundZero(Math.max(-least, most)) : Scale.fromZero(most);
    String heading = time.subject().name(layer) + (dated ? ", " + time.when() : "");
    Shape shape = maps.shape();
    Picture grid;
    if (shape.height() * shape.width() == 1) {
      double[] row = units.stream().mapToDouble(unit -> maps.values()[unit]).toArray();
      grid = new Picture("").tile(0, 0, 5.0 * SIDE, 12, Raster.of(row, row.length, scale));
    } else {
      List<Raster> tiles =
          units.stream()
              .map(unit -> Raster.of(maps.channel(0, unit), shape.width(), scale))
              .toList();
      grid = Figure.grid(tiles, units.stream().map(String::valueOf).toList(), COLUMNS, SIDE);
    }
    Picture block = Figure.headed(heading, grid);
    return block.add(Figure.bar(scale, ""), 0, block.contentHeight() + 6);
  }
}
