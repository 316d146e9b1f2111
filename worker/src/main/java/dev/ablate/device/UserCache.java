package dev.ablate.device;

import java.nio.file.Path;

/** Where what may be lost is kept from run to run. */
public final class UserCache {

  private UserCache() {}

  /** {@code $XDG_CACHE_HOME/ablate}, or {@code ~/.cache/ablate}; it may not be there yet. */
  public static Path folder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    return (cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache))
        .resolve("ablate");
  }
}
