package dev.ablate.sweep.analysis;

/** How the interval of a paired difference is found. */
public enum IntervalMethod {
  /** Student's t with Satterthwaite's degrees of freedom. */
  T,
  /** The BCa bootstrap over seeds, where ten or more have a pair; else as {@link #T}. */
  BOOTSTRAP
}
