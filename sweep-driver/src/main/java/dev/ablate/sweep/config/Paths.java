package dev.ablate.sweep.config;

/** Config paths as text. */
final class Paths {
  private Paths() {}

  /** {@code path.key}, without a dot where one of the two is empty. */
  static String join(String path, String key) {
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }
}
