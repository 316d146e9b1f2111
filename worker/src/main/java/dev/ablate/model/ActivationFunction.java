package dev.ablate.model;

/** Element-wise functions between layers (softmax: over the channels). */
public enum ActivationFunction {
  IDENTITY,
  RELU,
  LEAKY_RELU,
  ELU,
  SELU,
  GELU,
  TANH,
  SIGMOID,
  SOFTMAX
}
