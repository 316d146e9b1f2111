package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;

/** An activation as a layer of its own. */
@Tag("activation")
public record ActivationSpec(
    @Setting(value = "Name of the layer", identity = false) String name,
    @Setting(value = "The function", fallback = "relu") ActivationFunction function)
    implements LayerSpec {

  public ActivationSpec {
    new Rules().name("name", name).verify();
  }

  @Override
  public void lower(String path, Lowering network) {
    network.addActivation(path, function);
  }
}
