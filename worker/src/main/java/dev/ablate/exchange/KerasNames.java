package dev.ablate.exchange;

import io.jhdf.api.Dataset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Keras' arrays are called here: the layer and the array, {@code conv2d_1.weight}. In files of
 * Keras 2 an array's path begins with its layer and ends with its name ({@code
 * conv2d_1/conv2d_1/kernel:0}); of Keras 3 it ends with its place among the layer's ({@code
 * conv2d_1/vars/0}).
 */
final class KerasNames {

  /** A convolution's kernel that has each channel for itself. */
  static final String DEPTHWISE = "depthwise_kernel";

  private static final Set<String> KERAS_3 = Set.of("layers", "vars");
  private static final List<String> OF_KERNEL = List.of("kernel", "bias");
  private static final List<String> OF_NORM =
      List.of("gamma", "beta", "moving_mean", "moving_variance");

  private static final Map<String, String> HERE =
      Map.of(
          "kernel",
          "weight",
          DEPTHWISE,
          "weight",
          "gamma",
          "weight",
          "beta",
          "bias",
          "moving_mean",
          "running_mean",
          "moving_variance",
          "running_var");

  private KerasNames() {}

  /** Of arrays by their paths. */
  static Map<List<String>, String> of(Map<List<String>, Dataset> arrays) {
    Map<List<String>, List<List<String>>> siblings = new HashMap<>();
    arrays
        .keySet()
        .forEach(path -> siblings.computeIfAbsent(above(path), p -> new ArrayList<>()).add(path));
    Map<List<String>, String> kinds = new LinkedHashMap<>();
    Map<String, Integer> uses = new HashMap<>();
    for (List<String> path : arrays.keySet()) {
      String kind = kind(path, siblings.get(above(path)), arrays);
      kinds.put(path, kind);
      uses.merge(path.get(0) + "." + kind, 1, Integer::sum);
    }
    Map<List<String>, String> names = new LinkedHashMap<>();
    kinds.forEach(
        (path, kind) -> {
          String brief = path.get(0) + "." + kind;
          names.put(path, path.size() > 1 && uses.get(brief) == 1 ? brief : whole(path, kind));
        });
    return names;
  }

  private static List<String> above(List<String> path) {
    return path.subList(0, path.size() - 1);
  }

  private static String kind(
      List<String> path, List<List<String>> siblings, Map<List<String>, Dataset> arrays) {
    String last = path.get(path.size() - 1).replaceFirst(":\\d+$", "");
    if (last.matches("\\d")) {
      long kernels =
          siblings.stream().filter(other -> arrays.get(other).getDimensions().length > 1).count();
      int place = Integer.parseInt(last);
      if (kernels == 1 && place < OF_KERNEL.size()) {
        last = OF_KERNEL.get(place);
      } else if (kernels == 0 && siblings.size() == OF_NORM.size() && place < OF_NORM.size()) {
        last = OF_NORM.get(place);
      }
    }
    return HERE.getOrDefault(last, last);
  }

  /** Of a layer in a model in a model: all that leads there, but what is said twice. */
  private static String whole(List<String> path, String kind) {
    List<String> parts = new ArrayList<>();
    for (String part : above(path)) {
      if (!KERAS_3.contains(part)
          && (parts.isEmpty() || !part.equals(parts.get(parts.size() - 1)))) {
        parts.add(part);
      }
    }
    parts.add(kind);
    return String.join(".", parts);
  }
}
