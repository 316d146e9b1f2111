package dev.ablate.training;

/** What a rule watches on the validation part. */
public enum ValidationMetric {
  /** Mean loss; less is better. */
  LOSS,
  /** Share of images whose highest score is the true class; more is better. */
  ACCURACY
}
