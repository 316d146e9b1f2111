package dev.ablate.sweep.study;

/** Config paths as text. */
public final class Paths {
  private Paths() {}

  /** {@code path.key}, without a dot where one of the two is empty. */
  public static String join(String path, String key) {
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }
}
