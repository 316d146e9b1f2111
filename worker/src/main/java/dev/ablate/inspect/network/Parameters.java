package dev.ablate.inspect.network;

import dev.ablate.engine.ParameterArray;
import dev.ablate.engine.ParameterArray.Role;
import dev.ablate.spec.Sha256;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;

/** A network's parameters by layer. */
public final class Parameters implements Serializable {

  private static final long serialVersionUID = 1L;

  private record Key(String layer, Role role) implements Serializable {}

  private final LinkedHashMap<Key, double[]> arrays = new LinkedHashMap<>();

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

  /** Changes with any of the numbers: SHA-256, hexadecimal. */
  public String checksum() {
    MessageDigest digest = Sha256.digest();
    arrays.forEach(
        (key, values) -> {
          digest.update((key.layer + " " + key.role).getBytes(StandardCharsets.UTF_8));
          ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
          bytes.asDoubleBuffer().put(values);
          digest.update(bytes);
        });
    return Sha256.hex(digest);
  }

  /** Names of the layers that have weights, in order. */
  public List<String> layers() {
    return arrays.keySet().stream().map(Key::layer).distinct().toList();
  }
}
