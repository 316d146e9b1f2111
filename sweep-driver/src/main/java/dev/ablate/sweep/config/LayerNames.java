package dev.ablate.sweep.config;

import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.NetworkSpec;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.sweep.study.AxisOption;
import dev.ablate.sweep.study.AxisSpec;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.sweep.study.VariantFactory;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Names of the layers that a study's networks have: those of the baseline, and those that a value
 * of one axis brings. Values of several axes may bring more together, {@code conv3.batch-norm}
 * where one has conv3 and another batch norm.
 *
 * @param all as {@code inspect} takes them
 */
record LayerNames(Set<String> all) {

  /** Names do not depend on it. */
  private static final int ANY_CLASSES = 2;

  static LayerNames of(SweepSpec spec) {
    Set<String> names = new LinkedHashSet<>();
    add(spec.network(), names);
    for (AxisSpec axis : spec.axes()) {
      for (AxisOption option : axis.values()) {
        try {
          add(VariantFactory.edited(spec.baseline(), option.edits()).network(), names);
        } catch (InvalidSpecException e) {
          // Its points are invalid, and the plan says why.
        }
      }
    }
    return new LayerNames(names);
  }

  private static void add(NetworkSpec network, Set<String> names) {
    network.network(ANY_CLASSES).layers().stream().map(NamedLayer::name).forEach(names::add);
  }

  /** Whether a network may have a layer of this name. */
  boolean mayHave(String name) {
    int end = name.lastIndexOf('.');
    return all.contains(name)
        || (end > 0
            && all.contains(name.substring(0, end))
            && all.stream().anyMatch(other -> other.endsWith(name.substring(end))));
  }
}
