package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.measure.Selectivity;
import dev.ablate.inspect.network.Field;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.UnfusedNetwork.Pass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What excites the units of a layer most, over many images: of each image the place where a unit's
 * value is largest counts. Zeiler, Fergus, "Visualizing and understanding convolutional networks",
 * 2014.
 *
 * @param layer name of the layer
 * @param units in order
 */
public record Strongest(String layer, List<Unit> units) {

  /**
   * A unit's.
   *
   * @param unit its number, from 0
   * @param patches the largest value first
   * @param selectivity from its mean over places and images of each class
   */
  public record Unit(int unit, List<Patch> patches, Selectivity selectivity) {
    public Unit {
      patches = List.copyOf(patches);
    }
  }

  /**
   * What a unit saw when it was excited.
   *
   * @param rank from 1
   * @param image position among the images
   * @param y row of the unit's map
   * @param x column of the unit's map
   * @param value of the unit there
   * @param label true class of the image
   * @param field the pixels that it could see
   */
  public record Patch(int rank, int image, int y, int x, double value, int label, Field field) {}

  public Strongest {
    units = List.copyOf(units);
  }

  /**
   * Of some layers, in one pass over the images.
   *
   * @param layers indices
   * @param patches how many of each unit
   */
  public static List<Strongest> of(
      Subject subject, ImageSubset images, List<Integer> layers, int patches, Batches batches) {
    int classes = subject.classes();
    List<List<Tally>> parts =
        batches.spread(
            subject,
            images,
            (network, some, pixels, from) -> {
              Pass pass = network.forward(pixels);
              return layers.stream()
                  .map(
                      layer -> {
                        Tally tally = new Tally(subject.units(layer), classes, patches);
                        tally.add(pass.output(layer), some, from);
                        return tally;
                      })
                  .toList();
            });
    List<Strongest> strongest = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Tally all = new Tally(subject.units(layers.get(i)), classes, patches);
      for (List<Tally> part : parts) {
        all.add(part.get(i));
      }
      strongest.add(all.result(subject, layers.get(i)));
    }
    return strongest;
  }

  /** One image's largest value of a unit. */
  private record Peak(double value, int image, int place, int label) implements Serializable {

    boolean isBefore(Peak other) {
      return value > other.value || (value == other.value && image < other.image);
    }
  }

  private static final class Tally implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Peak[][] peaks;
    private final double[][] sums;
    private final long[] counts;

    Tally(int units, int classes, int kept) {
      peaks = new Peak[units][kept];
      sums = new double[units][classes];
      counts = new long[classes];
    }

    void add(Maps maps, ImageSubset images, int from) {
      for (int image = 0; image < maps.count(); image++) {
        int label = images.label(image);
        counts[label]++;
        for (int unit = 0; unit < peaks.length; unit++) {
          int first = maps.at(image, unit);
          int best = first;
          double sum = 0;
          for (int i = first; i < first + maps.plane(); i++) {
            sum += maps.values()[i];
            best = maps.values()[i] > maps.values()[best] ? i : best;
          }
          sums[unit][label] += sum / maps.plane();
          keep(unit, new Peak(maps.values()[best], from + image, best - first, label));
        }
      }
    }

    void add(Tally other) {
      for (int label = 0; label < counts.length; label++) {
        counts[label] += other.counts[label];
      }
      for (int unit = 0; unit < peaks.length; unit++) {
        for (int label = 0; label < counts.length; label++) {
          sums[unit][label] += other.sums[unit][label];
        }
        for (Peak peak : other.peaks[unit]) {
          if (peak != null) {
            keep(unit, peak);
          }
        }
      }
    }

    private void keep(int unit, Peak peak) {
      Peak[] kept = peaks[unit];
      int at = kept.length;
      while (at > 0 && (kept[at - 1] == null || peak.isBefore(kept[at - 1]))) {
        at--;
      }
      if (at < kept.length) {
        System.arraycopy(kept, at, kept, at + 1, kept.length - 1 - at);
        kept[at] = peak;
      }
    }

    Strongest result(Subject subject, int layer) {
      int width = subject.summary().layers().get(layer).output().width();
      List<Unit> units = new ArrayList<>();
      for (int unit = 0; unit < peaks.length; unit++) {
        List<Patch> patches = new ArrayList<>();
        for (Peak peak : peaks[unit]) {
          if (peak != null) {
            int y = peak.place / width;
            int x = peak.place % width;
            Field field = Field.of(subject.network(), subject.summary(), layer, y, x);
            patches.add(
                new Patch(patches.size() + 1, peak.image, y, x, peak.value, peak.label, field));
          }
        }
        double[] means = sums[unit].clone();
        Arrays.setAll(means, label -> means[label] / counts[label]);
        units.add(new Unit(unit, patches, Selectivity.of(means)));
      }
      return new Strongest(subject.name(layer), units);
    }
  }
}
