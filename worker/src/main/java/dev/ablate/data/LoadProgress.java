package dev.ablate.data;

/** Told how far the decoding of pictures is; from one thread. */
@FunctionalInterface
public interface LoadProgress {

  /** Nobody is told. */
  LoadProgress SILENT = (done, total) -> {};

  /** So many of all pictures are decoded. */
  void decoded(int done, int total);
}
