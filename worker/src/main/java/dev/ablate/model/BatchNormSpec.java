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
    @Setting(value = "false for no layer", fallback = "true") boolean enabled)
    implements LayerSpec {

  public BatchNormSpec {
    new Rules().name("name", name).verify();
  }
}
