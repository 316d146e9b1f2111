package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Scores;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.model.Shape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The probability of an image's class while a patch is covered, place by place. Zeiler, Fergus,
 * "Visualizing and understanding convolutional networks", 2014.
 *
 * @param image position among the images
 * @param label the class whose probability it is: the true one, or the predicted one of an image
 *     without a label
 * @param uncovered probability of that class for the whole image
 * @param tops first rows of the patch
 * @param lefts first columns of the patch
 * @param size height and width of the patch, pixels
 * @param probability {@code [tops][lefts]}
 * @param winner the class that has most then, {@code [tops][lefts]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Occlusion(
    int image,
    int label,
    double uncovered,
    List<Integer> tops,
    List<Integer> lefts,
    int size,
    double[][] probability,
    int[][] winner)
    implements Serializable {

  private static final int AT_ONCE = 64;

  /** What a covered pixel becomes. */
  public enum Fill {
    BLACK,
    /** The mean of each channel over the images that are looked at. */
    MEAN,
    /** Any byte, drawn anew for each place. */
    NOISE
  }

  /**
   * How images are covered.
   *
   * @param size height and width of the patch, pixels
   * @param stride step of the patch, pixels; the last one ends at the edge
   * @param fill what is there instead
   */
  public record Patch(int size, int stride, Fill fill) implements Serializable {}

  public Occlusion {
    tops = List.copyOf(tops);
    lefts = List.copyOf(lefts);
  }

  /**
   * Of each image.
   *
   * @param labels of the images, -1 for none
   */
  public static List<Occlusion> of(
      Subject subject, ImageSubset images, int[] labels, Patch patch, Batches batches) {
    Filling filling = Filling.of(patch.fill(), images, subject.input());
    return batches
        .of(1)
        .spread(
            subject,
            images,
            (network, some, pixels, from) ->
                of(network, pixels, from, labels[from], patch, filling));
  }

  /** With given means for what is covered. */
  static Occlusion of(
      UnfusedNetwork network, Maps pixels, int image, int label, Patch patch, double[] means) {
    return of(network, pixels, image, label, patch, new Filling(Fill.MEAN, null, means));
  }

  private static Occlusion of(
      UnfusedNetwork network, Maps pixels, int image, int label, Patch patch, Filling filling) {
    double[] whole = Scores.softmax(network.forward(pixels).scores().values());
    int shown = label < 0 ? Scores.largest(whole) : label;
    List<Integer> tops = starts(pixels.shape().height(), patch);
    List<Integer> lefts = starts(pixels.shape().width(), patch);
    double[][] probability = new double[tops.size()][lefts.size()];
    int[][] winner = new int[tops.size()][lefts.size()];
    int places = tops.size() * lefts.size();
    for (int from = 0; from < places; from += AT_ONCE) {
      int count = Math.min(AT_ONCE, places - from);
      Maps covered = pixels.repeated(0, count);
      for (int i = 0; i < count; i++) {
        int place = from + i;
        int top = tops.get(place / lefts.size());
        filling.cover(covered, i, top, lefts.get(place % lefts.size()), patch.size(), place);
      }
      Maps scores = network.forward(covered).scores();
      for (int i = 0; i < count; i++) {
        double[] shares = Scores.softmax(scores.image(i).values());
        int row = (from + i) / lefts.size();
        int column = (from + i) % lefts.size();
        probability[row][column] = shares[shown];
        winner[row][column] = Scores.largest(shares);
      }
    }
    return new Occlusion(
        image, shown, whole[shown], tops, lefts, patch.size(), probability, winner);
  }

  private static List<Integer> starts(int side, Patch patch) {
    List<Integer> starts = new ArrayList<>();
    int last = Math.max(0, side - patch.size());
    for (int start = 0; start < last; start += patch.stride()) {
      starts.add(start);
    }
    starts.add(last);
    return starts;
  }

  /** For each pixel the mean over the patches that cover it, {@code [height * width]}. */
  public double[] byPixel(Shape shape) {
    double[] sums = new double[shape.height() * shape.width()];
    int[] counts = new int[sums.length];
    for (int row = 0; row < tops.size(); row++) {
      for (int column = 0; column < lefts.size(); column++) {
        int bottom = Math.min(shape.height(), tops.get(row) + size);
        int right = Math.min(shape.width(), lefts.get(column) + size);
        for (int y = tops.get(row); y < bottom; y++) {
          for (int x = lefts.get(column); x < right; x++) {
            sums[y * shape.width() + x] += probability[row][column];
            counts[y * shape.width() + x]++;
          }
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
    return sums;
  }

  /** The mean of each channel over images, normalised. */
  public static double[] means(ImageSubset images, Shape shape) {
    double[] means = new double[shape.channels()];
    for (int image = 0; image < images.count(); image++) {
      Maps pixels = Maps.of(shape, images.slice(image, 1));
      for (int channel = 0; channel < means.length; channel++) {
        for (double value : pixels.channel(0, channel)) {
          means[channel] += value / pixels.plane() / images.count();
        }
      }
    }
    return means;
  }

  /** Covers pixels. */
  private record Filling(Fill fill, Normalisation normalisation, double[] means)
      implements Serializable {

    private static final int BYTES = 256;

    static Filling of(Fill fill, ImageSubset images, Shape shape) {
      return new Filling(
          fill, images.normalisation(), fill == Fill.MEAN ? Occlusion.means(images, shape) : null);
    }

    void cover(Maps images, int image, int top, int left, int size, int seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int width = images.shape().width();
      int bottom = Math.min(images.shape().height(), top + size);
      int right = Math.min(width, left + size);
      for (int channel = 0; channel < images.shape().channels(); channel++) {
        int from = images.at(image, channel);
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            images.values()[from + y * width + x] =
                switch (fill) {
                  case BLACK -> normalisation.tables()[channel][0];
                  case MEAN -> means[channel];
                  case NOISE -> normalisation.tables()[channel][random.nextInt(BYTES)];
                };
          }
        }
      }
    }
  }
}
