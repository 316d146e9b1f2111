package dev.ablate.model;

/** What training minimises, a mean over the batch. Its definition is the engine contract's. */
public enum Loss {
  /** Softmax, then the negative logarithm of the true class's probability. */
  CROSS_ENTROPY,
  /** Softmax, then the squared distance from the one-hot label, a mean over the classes. */
  MEAN_SQUARED_ERROR,
  /**
   * Class scores, then the sum over wrong classes of {@code max(0, 1 + score - true score)}
   * (Weston, Watkins, 1999).
   */
  HINGE
}
