package dev.ablate.inspect;

import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Scores;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.spec.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether the pixels that an explanation names matter: the probability of a class while pixels are
 * covered in its order (deletion), or uncovered (insertion). A good explanation has a small area
 * under the first and a large one under the second. Petsiuk, Das, Saenko, "RISE", 2018.
 *
 * @param deletion probability after each step, the whole image first
 * @param insertion probability after each step, all covered first
 */
@SuppressWarnings("ArrayRecordComponent")
public record Faithfulness(double[] deletion, double[] insertion) {

  private static final int STEPS = 32;
  private static final int RANDOM_ORDERS = 5;

  /**
   * Of an explanation.
   *
   * @param image one image, normalised
   * @param label the class
   * @param importance of each pixel, {@code [height * width]}
   * @param cover what a covered pixel becomes, one number a channel
   */
  public static Faithfulness of(
      UnfusedNetwork network, Maps image, int label, double[] importance, double[] cover) {
    int[] order =
        IntStream.range(0, importance.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -importance[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return of(network, image, label, order, cover);
  }

  /** Of pixels in no order: the mean over some random ones. */
  public static Faithfulness ofRandom(
      UnfusedNetwork network, Maps image, int label, double[] cover) {
    double[] deletion = new double[STEPS + 1];
    double[] insertion = new double[STEPS + 1];
    for (int seed = 0; seed < RANDOM_ORDERS; seed++) {
      int[] order = IntStream.range(0, image.plane()).toArray();
      Seeds.shuffle(order, new SplittableRandom(seed));
      Faithfulness one = of(network, image, label, order, cover);
      for (int i = 0; i <= STEPS; i++) {
        deletion[i] += one.deletion[i] / RANDOM_ORDERS;
        insertion[i] += one.insertion[i] / RANDOM_ORDERS;
      }
    }
    return new Faithfulness(deletion, insertion);
  }

  private static Faithfulness of(
      UnfusedNetwork network, Maps image, int label, int[] order, double[] cover) {
    return new Faithfulness(
        curve(network, image, label, order, cover, true),
        curve(network, image, label, order, cover, false));
  }

  private static double[] curve(
      UnfusedNetwork network,
      Maps image,
      int label,
      int[] order,
      double[] cover,
      boolean coversFirst) {
    Maps stages = image.repeated(0, STEPS + 1);
    for (int step = 0; step <= STEPS; step++) {
      int done = (int) Math.round((double) order.length * step / STEPS);
      for (int i = 0; i < order.length; i++) {
        if (i < done == coversFirst) {
          for (int channel = 0; channel < cover.length; channel++) {
            stages.values()[stages.at(step, channel) + order[i]] = cover[channel];
          }
        }
      }
    }
    Maps scores = network.forward(stages).scores();
    double[] curve = new double[STEPS + 1];
    Arrays.setAll(curve, step -> Scores.softmax(scores.image(step).values())[label]);
    return curve;
  }

  /** Area under the deletion curve, in [0, 1]. */
  public double deletionArea() {
    return area(deletion);
  }

  /** Area under the insertion curve, in [0, 1]. */
  public double insertionArea() {
    return area(insertion);
  }

  private static double area(double[] curve) {
    double sum = 0;
    for (int i = 1; i < curve.length; i++) {
      sum += (curve[i - 1] + curve[i]) / 2;
    }
    return sum / (curve.length - 1);
  }
}
