package dev.ablate.model;

import dev.ablate.model.GroupSpec.Join;
import dev.ablate.model.GroupSpec.ShortcutPosition;
import dev.ablate.model.Network.NamedLayer;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Lays a shortcut around the layers of a residual group's copy.
 *
 * @param network whose last layers they are
 * @param prefix of their names
 * @param start position of the first of them
 */
record ShortcutLowering(Lowering network, String prefix, int start) {

  private static final String BRANCH = "branch";
  private static final String PROJECTION = "projection";
  private static final String SHORTCUT = "shortcut";
  private static final String DEPTH = "stochastic-depth";

  /** Names of the layers that it adds. */
  static final Set<String> NAMES = Set.of(BRANCH, PROJECTION, SHORTCUT, DEPTH);

  /**
   * Adds what joins both, and what is on the way to it.
   *
   * @param projects whether a projection adapts the shape where it has to
   * @param depthRate probability that an example goes by the shortcut alone
   */
  void add(Join join, boolean projects, ShortcutPosition position, double depthRate) {
    int end = position == ShortcutPosition.BEFORE ? lastActivation() : network.size();
    if (depthRate > 0) {
      network.insert(end++, prefix + DEPTH, new Layer.Dropout(depthRate, true));
    }
    List<NamedLayer> passed = List.copyOf(network.layers().subList(start, end));
    int added = projects && differs(passed, join) ? project(passed) : 0;
    // Behind a projection its output is what went into the branch, the layer before the copy's.
    int back = passed.size() + (added > 0 ? 1 : 0);
    network.insert(
        end + added,
        prefix + SHORTCUT,
        join == Join.SUM ? new Layer.Shortcut(back) : new Layer.Concatenation(back));
  }

  /** Position of the activation at the end, but for what may follow one; the end without one. */
  private int lastActivation() {
    int at = network.size() - 1;
    while (at > start && mayFollowActivation(layer(at))) {
      at--;
    }
    return at > start && layer(at) instanceof Layer.Activation ? at : network.size();
  }

  private static boolean mayFollowActivation(Layer layer) {
    return layer instanceof Layer.Dropout || layer instanceof Layer.BatchNormalization;
  }

  private Layer layer(int position) {
    return network.layers().get(position).layer();
  }

  private boolean differs(List<NamedLayer> passed, Join join) {
    if (stride(passed) > 1 || join == Join.CONCAT) {
      return stride(passed) > 1;
    }
    OptionalInt before = network.channels(start);
    return before.isEmpty() || !before.equals(network.channels(start + passed.size()));
  }

  private static boolean isNormalised(List<NamedLayer> passed) {
    int last = passed.size() - 1;
    while (last > 0 && passed.get(last).layer() instanceof Layer.Dropout) {
      last--;
    }
    return passed.get(last).layer() instanceof Layer.BatchNormalization;
  }

  private static int stride(List<NamedLayer> passed) {
    int stride = 1;
    for (NamedLayer named : passed) {
      if (named.layer() instanceof Layer.Convolution conv) {
        stride *= conv.stride();
      } else if (named.layer() instanceof Layer.Pooling pool) {
        stride *= pool.stride();
      }
    }
    return stride;
  }

  /**
   * A convolution of the input: bias and initial weights as the copy's last, and batch norm where
   * that has one, so that both summands are of one kind.
   *
   * @return how many layers it took
   */
  private int project(List<NamedLayer> passed) {
    Layer.Convolution last = null;
    for (NamedLayer named : passed) {
      last = named.layer() instanceof Layer.Convolution conv ? conv : last;
    }
    if (last == null) {
      return 0;
    }
    Layer projection =
        new Layer.Convolution(
            last.filters(), 1, stride(passed), Padding.VALID, 1, last.bias(), last.initializer());
    int at = start;
    network.insert(at++, prefix + PROJECTION, projection);
    if (isNormalised(passed)) {
      network.insert(at++, prefix + PROJECTION + ".batch-norm", new Layer.BatchNormalization());
    }
    network.insert(at, prefix + BRANCH, new Layer.Branch(at - start));
    return at + 1 - start;
  }
}
