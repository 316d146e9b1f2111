package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;

/**
 * Dropout as a layer of its own; inverted, so that evaluation needs no scaling. Srivastava et al.,
 * "Dropout", 2014.
 */
@Tag("dropout")
public record DropoutSpec(
    @Setting(value = "Name of the layer", identity = false) String name,
    @Setting("Probability that a unit is zeroed") double rate)
    implements LayerSpec {

  public DropoutSpec {
    new Rules().name("name", name).fraction("rate", rate).verify();
  }

  @Override
  public void lower(String path, Lowering network) {
    network.addDropout(path, rate);
  }
}
