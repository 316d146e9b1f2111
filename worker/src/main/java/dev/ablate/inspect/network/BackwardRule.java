package dev.ablate.inspect.network;

/** What a ReLU lets through on the way back. */
public enum BackwardRule {
  /** Where its input was positive: the derivative. */
  GRADIENT,
  /**
   * Where its input was positive, and of that what is positive. Springenberg, Dosovitskiy, Brox,
   * Riedmiller, "Striving for simplicity", 2015.
   */
  GUIDED,
  /**
   * What is positive, whatever the input was. Zeiler, Fergus, "Visualizing and understanding
   * convolutional networks", 2014; a maximum pooling's switches are the forward pass's.
   */
  DECONVOLUTION;

  /** Whether it means something for rectifiers alone. */
  public boolean needsRelu() {
    return this != GRADIENT;
  }
}
