package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;

/**
 * Pools each channel to one number: {@code [batch, channels, height, width]} to {@code [batch,
 * channels]}.
 *
 * <p>Lin, Chen, Yan, "Network in network", 2013.
 */
@Tag("global-pool")
public record GlobalPoolSpec(
    @Setting(value = "Name of the layer", identity = false) String name,
    @Setting(value = "max, average, or none for no layer", fallback = "average") PoolSpec.Kind kind)
    implements LayerSpec {

  public GlobalPoolSpec {
    new Rules().name("name", name).verify();
  }

  @Override
  public void lower(String path, Lowering network) {
    if (kind != PoolSpec.Kind.NONE) {
      network.emit(path, new Layer.GlobalPooling(kind));
    }
  }
}
