package dev.ablate.data;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes each value once, however many threads ask, and lets go of it when memory runs short. */
final class SoftCache<K, V> {

  private final ConcurrentHashMap<K, SoftReference<V>> values = new ConcurrentHashMap<>();

  V get(K key, Function<K, V> make) {
    SoftReference<V> known = values.get(key);
    V value = known == null ? null : known.get();
    if (value != null) {
      return value;
    }
    // The array keeps the value alive until it is returned.
    Object[] made = new Object[1];
    values.compute(
        key,
        (k, reference) -> {
          V current = reference == null ? null : reference.get();
          made[0] = current == null ? make.apply(k) : current;
          @SuppressWarnings("unchecked")
          V result = (V) made[0];
          return current == null ? new SoftReference<>(result) : reference;
        });
    @SuppressWarnings("unchecked")
    V result = (V) made[0];
    return result;
  }
}
