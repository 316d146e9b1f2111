package dev.ablate.model;

import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;
import java.io.Serializable;

/** A primitive layer: one computation, all settings resolved. What an engine builds. */
public sealed interface Layer extends Serializable {

  /** Whether it draws numbers, which derive from its name: initial weights, what is dropped. */
  default boolean draws() {
    return false;
  }

  /** A two-dimensional cross-correlation, as every framework's "convolution". */
  @Tag("conv")
  record Convolution(
      @Setting("Output channels") int filters,
      @Setting("Kernel height and width, pixels") int kernel,
      @Setting(value = "Step, pixels", fallback = "1") int stride,
      @Setting(value = "What surrounds the image", fallback = "valid") Padding padding,
      @Setting(value = "Distance between taps, pixels", fallback = "1") int dilation,
      @Setting(value = "Whether a bias is added", fallback = "true") boolean bias,
      @Setting(value = "Initial weights", fallback = "xavier-uniform") Initializer initializer)
      implements Layer {

    @Override
    public boolean draws() {
      return true;
    }
  }

  /** Maximum or average over windows; an average counts only pixels inside the image. */
  @Tag("pool")
  record Pooling(
      @Setting(value = "max or average", fallback = "max") PoolSpec.Kind kind,
      @Setting("Window height and width, pixels") int size,
      @Setting("Step, pixels") int stride,
      @Setting(value = "What surrounds the image", fallback = "valid") Padding padding)
      implements Layer {}

  /** One number a channel. */
  @Tag("global-pool")
  record GlobalPooling(@Setting(value = "max or average", fallback = "average") PoolSpec.Kind kind)
      implements Layer {}

  /**
   * Batch normalisation per channel: {@code gamma * (x - mean) / sqrt(variance + 1e-5) + beta};
   * evaluation uses running statistics {@code 0.9 * old + 0.1 * batch}.
   */
  @Tag("batch-norm")
  record BatchNormalization() implements Layer {}

  /** An element-wise function. */
  @Tag("activation")
  record Activation(@Setting("The function") ActivationFunction function) implements Layer {}

  /** Inverted dropout. */
  @Tag("dropout")
  record Dropout(@Setting("Probability that a value is zeroed") double rate) implements Layer {

    @Override
    public boolean draws() {
      return true;
    }
  }

  /** A fully connected layer over the flattened input. */
  @Tag("dense")
  record Dense(
      @Setting("Outputs") int units,
      @Setting(value = "Whether a bias is added", fallback = "true") boolean bias,
      @Setting(value = "Initial weights", fallback = "xavier-uniform") Initializer initializer)
      implements Layer {

    @Override
    public boolean draws() {
      return true;
    }
  }

  /**
   * A recurrent layer over an image's rows. Parameters of each gate: weights of the row, weights of
   * the state, a bias; a GRU's candidate has a second bias, inside the reset. Biases begin at zero
   * but the forget gate's, at one (Jozefowicz et al., "An empirical exploration of recurrent
   * network architectures", 2015).
   */
  @Tag("recurrent")
  record Recurrent(
      @Setting(value = "lstm, gru or simple", fallback = "lstm") RecurrentSpec.Cell cell,
      @Setting("Hidden units") int units,
      @Setting(value = "Whether every step's state goes on, not the last alone", fallback = "false")
          boolean everyStep,
      @Setting(value = "Initial weights", fallback = "xavier-uniform") Initializer initializer)
      implements Layer {

    @Override
    public boolean draws() {
      return true;
    }

    /** Biases: one a gate and unit, and the GRU's second. */
    public int biases() {
      return (cell.gates() + (cell == RecurrentSpec.Cell.GRU ? 1 : 0)) * units;
    }
  }

  /** Adds what went into the layer so many layers before this one; both of one shape. */
  @Tag("shortcut")
  record Shortcut(@Setting("Layers that are passed by") int back) implements Layer {}
}
