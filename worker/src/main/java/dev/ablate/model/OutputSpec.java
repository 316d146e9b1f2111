package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;

/**
 * The last layer: a product with one output a class, perhaps batch norm, and the loss. Implied when
 * left out.
 */
@Tag("output")
public record OutputSpec(
    @Setting(value = "Name of the layer", identity = false) String name,
    @Setting(value = "Whether the class scores are batch-normalised", fallback = "false")
        boolean batchNorm,
    @Setting(value = "Whether a bias is added", fallback = "true") boolean bias,
    @Setting(value = "What training minimises", fallback = "cross-entropy") Loss loss,
    @Setting(value = "Distribution of the initial weights", fallback = "xavier-uniform")
        Initializer initializer,
    @Setting(
            value = "What the learning rate is multiplied by here; 0 freezes the layer",
            fallback = "1.0")
        double rateFactor)
    implements LayerSpec {

  /** Learning at the full rate. */
  public OutputSpec(
      String name, boolean batchNorm, boolean bias, Loss loss, Initializer initializer) {
    this(name, batchNorm, bias, loss, initializer, 1);
  }

  /** The output layer of a network that names none. */
  static final OutputSpec IMPLIED =
      new OutputSpec("output", false, true, Loss.CROSS_ENTROPY, Initializer.XAVIER_UNIFORM);

  public OutputSpec {
    new Rules().name("name", name).notNegative("rate-factor", rateFactor).verify();
  }

  @Override
  public void lower(String path, Lowering network) {
    network.emit(path, new Layer.Dense(network.classes(), bias, initializer));
    if (batchNorm) {
      network.emit(path + ".batch-norm", new Layer.BatchNormalization());
    }
    network.minimise(loss);
  }
}
