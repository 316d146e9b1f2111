package dev.ablate.trial;

/** What is measured over time. A new metric is one constant here. */
public enum Metric {
  /** Mean loss over the images, penalties not included. */
  LOSS,
  /** Share of images whose highest score is the true class. */
  ACCURACY,
  /** Step size in force at the last step; split train. */
  LEARNING_RATE
}
