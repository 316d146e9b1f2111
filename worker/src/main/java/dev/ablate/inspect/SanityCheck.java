package dev.ablate.inspect;

import dev.ablate.inspect.measure.RankCorrelation;
import dev.ablate.inspect.network.Field;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.model.NetworkSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether an explanation depends on what was learnt: layers get random weights, from the output
 * down, and the explanation is compared with the trained network's. One that stays the same shows
 * the image, not the network. Adebayo et al., "Sanity checks for saliency maps", 2018.
 *
 * @param steps from the output down
 */
public record SanityCheck(List<Step> steps) {

  /**
   * After one more layer.
   *
   * @param layer the lowest layer with random weights
   * @param correlation Spearman's, between the importance then and before of the pixels that the
   *     target can see; NaN where all are equal
   */
  public record Step(String layer, double correlation) {}

  public SanityCheck {
    steps = List.copyOf(steps);
  }

  /**
   * Of one image. A unit is explained at the same place all along: where it is largest with the
   * trained weights.
   *
   * @param random weights drawn anew
   */
  public static SanityCheck of(
      Subject subject,
      Parameters random,
      Maps image,
      Saliency.Target target,
      Saliency.Method method,
      int maps) {
    Saliency.Target fixed;
    try (UnfusedNetwork network = subject.open()) {
      fixed = target.in(network.forward(image));
    }
    int[] seen = seen(subject, fixed);
    double[] trained = importance(subject, image, fixed, method, maps, seen);
    List<String> layers = subject.parameters().layers();
    List<Step> steps = new ArrayList<>();
    Parameters mixed = subject.parameters();
    for (int i = layers.size() - 1; i >= 0; i--) {
      mixed = mixed.with(layers.get(i), random);
      double[] now = importance(subject.with(mixed), image, fixed, method, maps, seen);
      steps.add(new Step(layers.get(i), RankCorrelation.of(trained, now)));
    }
    return new SanityCheck(steps);
  }

  private static int[] seen(Subject subject, Saliency.Target target) {
    NetworkSummary summary = subject.summary();
    int columns = summary.layers().get(target.layer()).output().width();
    int width = subject.input().width();
    Field field =
        Field.of(
            subject.network(),
            summary,
            target.layer(),
            target.place() / columns,
            target.place() % columns);
    return IntStream.range(0, subject.input().height() * width)
        .filter(pixel -> field.contains(pixel / width, pixel % width))
        .toArray();
  }

  private static double[] importance(
      Subject subject,
      Maps image,
      Saliency.Target target,
      Saliency.Method method,
      int maps,
      int[] seen) {
    try (UnfusedNetwork network = subject.open()) {
      double[] importance = Saliency.of(network, image, target, method, maps).importance();
      return Arrays.stream(seen).mapToDouble(pixel -> importance[pixel]).toArray();
    }
  }
}
