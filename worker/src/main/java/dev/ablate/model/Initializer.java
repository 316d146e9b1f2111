package dev.ablate.model;

/**
 * Distributions of initial weights; biases begin at zero. Variances are given; uniform ones are cut
 * at ±sqrt(3 var).
 */
public enum Initializer {
  /** Variance 2 / (fan-in + fan-out). Glorot, Bengio, 2010. */
  XAVIER_UNIFORM,
  XAVIER_NORMAL,
  /** Variance 2 / fan-in. He, Zhang, Ren, Sun, 2015. */
  HE_UNIFORM,
  HE_NORMAL,
  /** Variance 1 / fan-in. LeCun, Bottou, Orr, Müller, 1998. */
  LECUN_UNIFORM,
  LECUN_NORMAL,
  /** Between -0.05 and 0.05 whatever the layer, as in Keras. */
  UNIFORM,
  /** Deviation 0.05 whatever the layer, as in Keras. */
  NORMAL,
  /** Every weight 0.05: units of a layer stay alike. What a random start is compared with. */
  CONSTANT
}
