package dev.ablate.sweep.inspection;

import dev.ablate.inspect.MapMeasure;
import dev.ablate.inspect.Subject;
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
import java.util.stream.Collectors;

/** Feature maps of layers beside the image, at one time of training or several. */
final class MapsFigure {

  private static final int COLUMNS = 5;
  private static final double SIDE = 58;
  private static final double INPUT_SIDE = 112;

  private MapsFigure() {}

  /**
   * One picture an image.
   *
   * @param times trials, or one trial with weights of different times
   * @param layers names
   * @param units of each layer; null for as many as fit
   */
  static Sight draw(
      List<InspectedTrial> times, List<String> layers, Units units, ImageChoice images) {
    List<Sight.Named> pictures = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>();
    List<Pass> passes = new ArrayList<>();
    Shape shape = times.get(0).data().shape();
    for (InspectedTrial time : times) {
      try (UnfusedNetwork network = time.subject().open()) {
        Pass pass = network.forward(Maps.of(shape, images.images()));
        passes.add(pass);
        for (String layer : layers) {
          for (MapMeasure measure : MapMeasure.of(pass.output(time.subject().layer(layer)))) {
            rows.add(
                List.of(
                    time.id().value(),
                    time.weights(),
                    layer,
                    images.names().get(measure.image()),
                    measure.unit(),
                    measure.mean(),
                    measure.zeroShare(),
                    measure.maximum()));
          }
        }
      }
    }
    String base = "maps-" + layers.get(0);
    for (int image = 0; image < images.names().size(); image++) {
      String name = images.names().size() == 1 ? base : base + "-" + image;
      pictures.add(
          new Sight.Named(name, picture(times, passes, layers, units, images, image, shape)));
    }
    Sight.Numbers numbers =
        new Sight.Numbers(
            base,
            List.of(
                "trial_id", "weights", "layer", "image", "unit", "mean", "zero_share", "maximum"),
            rows);
    return new Sight(pictures, List.of(numbers), List.of(), List.of());
  }

  private static Picture picture(
      List<InspectedTrial> times,
      List<Pass> passes,
      List<String> layers,
      Units units,
      ImageChoice images,
      int image,
      Shape shape) {
    List<Picture> parts = new ArrayList<>();
    Raster input = Pixels.of(images.images(), image, shape);
    parts.add(Figure.headed("input", Figure.grid(List.of(input), List.of(), 1, INPUT_SIDE)));
    for (String layer : layers) {
      List<Maps> maps = new ArrayList<>();
      List<List<Integer>> shown = new ArrayList<>();
      for (int time = 0; time < times.size(); time++) {
        Subject subject = times.get(time).subject();
        int index = subject.layer(layer);
        maps.add(passes.get(time).output(index).image(image));
        shown.add(units.of(subject, index));
      }
      Scale scale = scale(maps, shown);
      List<Picture> blocks = new ArrayList<>();
      for (int time = 0; time < times.size(); time++) {
        String heading = times.size() > 1 ? layer + ", " + when(times, time) : layer;
        blocks.add(Figure.headed(heading, block(maps.get(time), shown.get(time), scale)));
      }
      parts.add(Figure.row(blocks));
      parts.add(Figure.bar(scale, ""));
    }
    String told =
        times.stream().map(InspectedTrial::describe).distinct().collect(Collectors.joining("; "));
    return Figure.of(
        "What " + images.names().get(image) + " excites",
        told
            + ". Each layer has one scale; numbers are units."
            + (images.note().isEmpty() ? "" : " " + images.note() + "."),
        parts);
  }

  /** What tells a block from those beside it. */
  private static String when(List<InspectedTrial> times, int time) {
    InspectedTrial one = times.get(time);
    boolean sameTrial = times.stream().allMatch(other -> other.id().equals(one.id()));
    return sameTrial ? one.when() : one.id().value().substring(0, 6) + " " + one.when();
  }

  private static Scale scale(List<Maps> maps, List<List<Integer>> shown) {
    double least = 0;
    double most = 0;
    for (int time = 0; time < maps.size(); time++) {
      for (int unit : shown.get(time)) {
        for (double value : maps.get(time).channel(0, unit)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    return least < 0 ? Scale.aroundZero(Math.max(-least, most)) : Scale.fromZero(most);
  }

  private static Picture block(Maps maps, List<Integer> units, Scale scale) {
    Shape shape = maps.shape();
    if (shape.height() * shape.width() == 1) {
      double[] row = units.stream().mapToDouble(unit -> maps.values()[unit]).toArray();
      return new Picture("").tile(0, 0, COLUMNS * SIDE, 12, Raster.of(row, row.length, scale));
    }
    List<Raster> tiles =
        units.stream().map(unit -> Raster.of(maps.channel(0, unit), shape.width(), scale)).toList();
    return Figure.grid(tiles, units.stream().map(String::valueOf).toList(), COLUMNS, SIDE);
  }
}
