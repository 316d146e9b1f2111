package dev.ablate.inspect;

import dev.ablate.inspect.measure.RankCorrelation;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.inspect.network.UnfusedNetwork;
import java.util.ArrayList;
import java.util.List;

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
   * @param correlation Spearman's, between pixels' importance then and before; NaN where all pixels
   *     are equal
   */
  public record Step(String layer, double correlation) {}

  public SanityCheck {
    steps = List.copyOf(steps);
  }

  /**
   * Of one image.
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
    double[] trained = importance(subject, image, target, method, maps);
    List<String> layers = subject.parameters().layers();
    List<Step> steps = new ArrayList<>();
    Parameters mixed = subject.parameters();
    for (int i = layers.size() - 1; i >= 0; i--) {
      mixed = mixed.with(layers.get(i), random);
      double[] now = importance(subject.with(mixed), image, target, method, maps);
      steps.add(new Step(layers.get(i), RankCorrelation.of(trained, now)));
    }
    return new SanityCheck(steps);
  }

  private static double[] importance(
      Subject subject, Maps image, Saliency.Target target, Saliency.Method method, int maps) {
    try (UnfusedNetwork network = subject.open()) {
      return Saliency.of(network, image, target, method, maps).importance();
    }
  }
}
