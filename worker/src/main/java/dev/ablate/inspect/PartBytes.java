package dev.ablate.inspect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Results of batches by their numbers, as bytes; nothing but the classes of this package. */
final class PartBytes {

  private static final ObjectInputFilter ALLOWED =
      ObjectInputFilter.Config.createFilter("dev.ablate.inspect.*;java.util.*;java.lang.*;!*");

  private PartBytes() {}

  static byte[] write(Map<Integer, Object> results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeObject(new TreeMap<>(results));
    } catch (IOException e) {
      throw new IllegalStateException("results of batches cannot be kept", e);
    }
    return bytes.toByteArray();
  }

  /** Nothing of what another version of this program wrote, or is damaged: it is done again. */
  @SuppressWarnings("unchecked")
  static Map<Integer, Object> read(byte[] part) {
    try (ObjectInputStream in =
        new ObjectInputStream(new InflaterInputStream(new ByteArrayInputStream(part)))) {
      in.setObjectInputFilter(ALLOWED);
      return (TreeMap<Integer, Object>) in.readObject();
    } catch (IOException | ClassNotFoundException | ClassCastException e) {
      return Map.of();
    }
  }
}
