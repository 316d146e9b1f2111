package dev.ablate.inspect.network;

import dev.ablate.engine.ParameterArray;
import dev.ablate.engine.ParameterArray.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network's parameters by layer. */
public final class Parameters {

  private record Key(String layer, Role role) {}

  private final Map<Key, double[]> arrays = new LinkedHashMap<>();

  private Parameters() {}

  /** As an engine hands them out. */
  public static Parameters of(List<ParameterArray> arrays) {
    Parameters parameters = new Parameters();
    arrays.forEach(
        array -> parameters.arrays.put(new Key(array.layer(), array.role()), array.values()));
    return parameters;
  }

  /** One array, which must not be changed; null if the layer has none. */
  public double[] find(String layer, Role role) {
    return arrays.get(new Key(layer, role));
  }

  /** One array, which must not be changed. */
  public double[] get(String layer, Role role) {
    double[] found = find(layer, role);
    if (found == null) {
      throw new IllegalArgumentException("layer " + layer + " has no " + role);
    }
    return found;
  }

  /** These, with one layer's from elsewhere. */
  public Parameters with(String layer, Parameters other) {
    Parameters mixed = new Parameters();
    mixed.arrays.putAll(arrays);
    other.arrays.forEach(
        (key, values) -> {
          if (key.layer.equals(layer)) {
            mixed.arrays.put(key, values);
          }
        });
    return mixed;
  }

  /** These, with one array exchanged. */
  public Parameters with(String layer, Role role, double[] values) {
    Parameters changed = new Parameters();
    changed.arrays.putAll(arrays);
    changed.arrays.put(new Key(layer, role), values);
    return changed;
  }

  /** Names of the layers that have weights, in order. */
  public List<String> layers() {
    return arrays.keySet().stream().map(Key::layer).distinct().toList();
  }
}
