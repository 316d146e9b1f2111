package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;

/**
 * A fully connected layer with what usually follows it: product, batch norm, activation, dropout,
 * in this order. Images are flattened channel by channel first. Output {@code [batch, units]}.
 */
@Tag("dense")
public record DenseSpec(
    @Setting(value = "Name of the layer", identity = false) String name,
    @Setting("Number of outputs") int units,
    @Setting(value = "Function after the product", fallback = "relu") ActivationFunction activation,
    @Setting(value = "Whether outputs are batch-normalised", fallback = "false") boolean batchNorm,
    @Setting(value = "Batch norm before or after the activation", fallback = "before")
        BatchNormPosition batchNormPosition,
    @Setting(value = "Whether a bias is added", fallback = "true") boolean bias,
    @Setting(value = "Probability that an output is zeroed", fallback = "0.0") double dropout,
    @Setting(value = "Distribution of the initial weights", fallback = "xavier-uniform")
        Initializer initializer,
    @Setting(
            value = "What the learning rate is multiplied by here; 0 freezes the layer",
            fallback = "1.0")
        double rateFactor)
    implements LayerSpec {

  /** Learning at the full rate. */
  public DenseSpec(
      String name,
      int units,
      ActivationFunction activation,
      boolean batchNorm,
      BatchNormPosition batchNormPosition,
      boolean bias,
      double dropout,
      Initializer initializer) {
    this(name, units, activation, batchNorm, batchNormPosition, bias, dropout, initializer, 1);
  }

  public DenseSpec {
    new Rules()
        .name("name", name)
        .positive("units", units)
        .fraction("dropout", dropout)
        .notNegative("rate-factor", rateFactor)
        .verify();
  }

  @Override
  public void lower(String path, Lowering network) {
    network.emit(path, new Layer.Dense(units, bias, initializer));
    network.addTail(path, batchNorm, batchNormPosition, activation, dropout);
  }
}
