package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;

/**
 * Batch normalisation as a layer of its own, per channel. Ioffe, Szegedy, "Batch normalization",
 * 2015.
 */
@Tag("batch-norm")
public record BatchNormSpec(
    @Setting(value = "Name of the layer", identity = false) String name,
    @Setting(value = "false for no layer", fallback = "true") boolean enabled,
    @Setting(
            value = "What the learning rate is multiplied by here; 0 freezes the layer",
            fallback = "1.0")
        double rateFactor)
    implements LayerSpec {

  /** Learning at the full rate. */
  public BatchNormSpec(String name, boolean enabled) {
    this(name, enabled, 1);
  }

  public BatchNormSpec {
    new Rules().name("name", name).notNegative("rate-factor", rateFactor).verify();
  }

  @Override
  public void lower(String path, Lowering network) {
    if (enabled) {
      network.emit(path, new Layer.BatchNormalization());
    }
  }
}
