package dev.ablate.data;

import dev.ablate.device.UserCache;
import java.nio.file.Path;

/**
 * Where decoded pictures go.
 *
 * @param memoryLimit the most bytes of a data set that are held in memory
 * @param cacheFolder where larger ones go
 * @param progress told how far it is
 */
record PictureStorage(long memoryLimit, Path cacheFolder, LoadProgress progress) {

  /** Names the folder for decoded pictures that do not fit in memory. */
  static final String ENVIRONMENT_VARIABLE = "SWEEP_CACHE";

  /** A quarter of the memory leaves room for a changed copy, and for those that train. */
  private static final int SHARE_OF_MEMORY = 4;

  /**
   * A share of this process's memory, then {@code $SWEEP_CACHE} or {@code images} in the user's
   * cache folder.
   */
  static PictureStorage usual(LoadProgress progress) {
    return new PictureStorage(usualMemory(), usualFolder(), progress);
  }

  /** The most bytes of a data set that this process holds in memory. */
  static long usualMemory() {
    return Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
  }

  private static Path usualFolder() {
    String own = System.getenv(ENVIRONMENT_VARIABLE);
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    return UserCache.folder().resolve("images");
  }
}
