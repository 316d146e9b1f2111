package dev.ablate.sweep.inspection;

/** What can be looked at. */
public enum Kind {
  /** The weights of convolutions. */
  FILTERS,
  /** Feature maps of images. */
  MAPS,
  /** What layers did while they trained. */
  STATISTICS,
  /** What excites units most. */
  STRONGEST,
  /** What class scores or units depend on. */
  SALIENCY,
  /** Probability of the true class under a sliding patch. */
  OCCLUSION,
  /** What is lost without a unit. */
  ABLATE,
  /** Which classes are taken for which. */
  CONFUSION,
  /** Images by the layer before the output, in two dimensions. */
  EMBED,
  /** How alike the layers of trials are. */
  COMPARE;

  /** Whether it looks at a network, and not only at what was measured of it. */
  public boolean needsWeights() {
    return this != STATISTICS;
  }
}
