package dev.ablate.sweep.design;

import dev.ablate.sweep.study.AxisOption;
import dev.ablate.sweep.study.AxisSpec;
import dev.ablate.sweep.study.Labels;
import dev.ablate.sweep.study.SweepSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a design chooses from. A choice is the index of an option for each axis. Axes that are
 * zipped make one factor, any other axis is a factor of its own.
 *
 * <p>The options of an axis begin with the values written; designs add what they draw.
 */
final class Space {
  private final List<AxisSpec> axes;
  private final List<List<AxisOption>> options = new ArrayList<>();
  private final List<Map<String, Integer>> indices = new ArrayList<>();
  private final List<int[]> factors = new ArrayList<>();

  Space(SweepSpec spec) {
    axes = spec.axes();
    Map<String, int[]> together = zipped(spec);
    for (int i = 0; i < axes.size(); i++) {
      options.add(new ArrayList<>());
      indices.add(new HashMap<>());
      for (AxisOption option : axes.get(i).values()) {
        index(i, option);
      }
      int[] factor = together.getOrDefault(axes.get(i).name(), new int[] {i});
      if (factor[0] == i) {
        factors.add(factor);
      }
    }
  }

  private static Map<String, int[]> zipped(SweepSpec spec) {
    List<String> names = spec.axes().stream().map(AxisSpec::name).toList();
    Map<String, int[]> together = new HashMap<>();
    for (List<String> zip : spec.zip()) {
      int[] factor = zip.stream().mapToInt(names::indexOf).sorted().toArray();
      zip.forEach(name -> together.put(name, factor));
    }
    return together;
  }

  int factors() {
    return factors.size();
  }

  /** The number of values written for a factor; 0 for a range without steps. */
  int size(int factor) {
    return axes.get(factors.get(factor)[0]).values().size();
  }

  int[] sizes() {
    int[] sizes = new int[factors.size()];
    Arrays.setAll(sizes, this::size);
    return sizes;
  }

  /** A choice from the values written: one level for each factor. */
  int[] choice(int[] levels) {
    int[] choice = new int[axes.size()];
    for (int factor = 0; factor < levels.length; factor++) {
      set(choice, factor, levels[factor]);
    }
    return choice;
  }

  void set(int[] choice, int factor, int level) {
    for (int axis : factors.get(factor)) {
      choice[axis] = level;
    }
  }

  /** Sets a factor to what lies at a share of its range or of its values. */
  void draw(int[] choice, int factor, double quantile) {
    for (int axis : factors.get(factor)) {
      int index = axis;
      choice[axis] =
          axes.get(axis)
              .range()
              .map(range -> index(index, range.at(quantile)))
              .orElseGet(() -> (int) (quantile * axes.get(index).values().size()));
    }
  }

  /** How many options each axis has now. */
  int[] mark() {
    return options.stream().mapToInt(List::size).toArray();
  }

  /** Drops the options that were added since: no choice names them. */
  void reset(int[] mark) {
    for (int axis = 0; axis < mark.length; axis++) {
      List<AxisOption> since = options.get(axis).subList(mark[axis], options.get(axis).size());
      for (AxisOption option : since) {
        indices.get(axis).remove(option.toString());
      }
      since.clear();
    }
  }

  /** The choice that changes nothing. */
  int[] baseline() {
    int[] choice = new int[axes.size()];
    Arrays.setAll(choice, axis -> index(axis, axes.get(axis).baseline()));
    return choice;
  }

  int axis(String name) {
    return axes.stream().map(AxisSpec::name).toList().indexOf(name);
  }

  /** The index of an option of an axis; added if there is none of that label. */
  int index(int axis, AxisOption option) {
    return indices
        .get(axis)
        .computeIfAbsent(
            option.toString(),
            unseen -> {
              options.get(axis).add(option);
              return options.get(axis).size() - 1;
            });
  }

  /** The options of an axis, each with its own label. */
  List<AxisOption> written(int axis) {
    return options.get(axis);
  }

  /** The options of an axis, their labels of one class. */
  List<AxisOption> options(int axis) {
    return Labels.alike(options.get(axis));
  }

  List<AxisSpec> axes() {
    return axes;
  }

  String factorName(int factor) {
    List<String> names = new ArrayList<>();
    for (int axis : factors.get(factor)) {
      names.add(axes.get(axis).name());
    }
    return String.join("+", names);
  }
}
