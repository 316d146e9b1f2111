package dev.ablate.sweep.analysis;

/** What a term's sum of squares is measured against; the names are those of SAS. */
public enum SumOfSquares {
  /** The model of all terms that do not contain the term. */
  TYPE_II,
  /** The model of all other terms, with sum coding. */
  TYPE_III
}
