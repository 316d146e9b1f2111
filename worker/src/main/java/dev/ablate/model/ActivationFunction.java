package dev.ablate.model;

/** Element-wise functions between layers (softmax: over the channels). */
public enum ActivationFunction {
  IDENTITY,
  RELU,
  /**
   * {@code min(max(x, 0), 6)}. Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010.
   */
  RELU6,
  LEAKY_RELU,
  ELU,
  SELU,
  GELU,
  TANH,
  SIGMOID,
  SOFTMAX
}
