package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.UnfusedNetwork.Pass;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * Units of a ReLU layer that no image excites: exactly zero at every place of every image.
 *
 * @param layer name of the activation
 * @param units how many it has
 * @param dead how many of them are
 */
public record DeadUnits(String layer, int units, int dead) {

  /** Of all ReLU layers, in order. */
  public static List<DeadUnits> of(Subject subject, ImageSubset images, Batches batches) {
    List<Integer> layers = new ArrayList<>();
    for (int i = 0; i < subject.network().layers().size(); i++) {
      if (subject.network().layers().get(i).layer() instanceof Layer.Activation activation
          && activation.function() == ActivationFunction.RELU) {
        layers.add(i);
      }
    }
    List<boolean[][]> parts =
        batches.spread(
            subject,
            images,
            (network, some, pixels, from) -> {
              Pass pass = network.forward(pixels);
              return layers.stream()
                  .map(layer -> alive(pass.output(layer)))
                  .toArray(boolean[][]::new);
            });
    List<DeadUnits> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int units = subject.units(layers.get(i));
      int dead = 0;
      for (int unit = 0; unit < units; unit++) {
        boolean alive = false;
        for (boolean[][] part : parts) {
          alive |= part[i][unit];
        }
        dead += alive ? 0 : 1;
      }
      all.add(new DeadUnits(subject.name(layers.get(i)), units, dead));
    }
    return all;
  }

  private static boolean[] alive(Maps maps) {
    boolean[] alive = new boolean[maps.shape().channels()];
    for (int image = 0; image < maps.count(); image++) {
      for (int unit = 0; unit < alive.length; unit++) {
        int first = maps.at(image, unit);
        for (int i = first; i < first + maps.plane() && !alive[unit]; i++) {
          alive[unit] = maps.values()[i] != 0;
        }
      }
    }
    return alive;
  }
}
