package dev.ablate.inspect;

import dev.ablate.inspect.network.Maps;
import java.util.ArrayList;
import java.util.List;

/**
 * A feature map in numbers.
 *
 * @param image number of the image among those looked at, from 0
 * @param unit channel, from 0
 * @param mean over places
 * @param zeroShare share of places that are exactly zero, in [0, 1]
 * @param maximum over places
 */
public record MapMeasure(int image, int unit, double mean, double zeroShare, double maximum) {

  /** Of all channels of all images. */
  public static List<MapMeasure> of(Maps maps) {
    List<MapMeasure> measures = new ArrayList<>();
    for (int image = 0; image < maps.count(); image++) {
      for (int unit = 0; unit < maps.shape().channels(); unit++) {
        double sum = 0;
        int zeros = 0;
        double maximum = Double.NEGATIVE_INFINITY;
        for (double value : maps.channel(image, unit)) {
          sum += value;
          zeros += value == 0 ? 1 : 0;
          maximum = Math.max(maximum, value);
        }
        measures.add(
            new MapMeasure(
                image, unit, sum / maps.plane(), (double) zeros / maps.plane(), maximum));
      }
    }
    return measures;
  }
}
