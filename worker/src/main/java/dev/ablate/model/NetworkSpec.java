package dev.ablate.model;

import dev.ablate.spec.InvalidSpecException;
import dev.ablate.spec.Setting;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A network as a user writes it: named layers with toggles, groups that repeat. {@link #network}
 * says what it means.
 *
 * @param layers from input to output; an output layer that is not written is implied
 */
public record NetworkSpec(@Setting("The layers, from input to output") List<LayerSpec> layers)
    implements Serializable {

  public NetworkSpec {
    layers = List.copyOf(layers);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      if (!names.add(layer.name())) {
        throw new InvalidSpecException(
            "layers", "must have distinct names, but \"" + layer.name() + "\" occurs twice");
      }
      if (layer instanceof OutputSpec && i < layers.size() - 1) {
        throw new InvalidSpecException(
            "layers", "must end with the output layer, but \"" + layer.name() + "\" is not last");
      }
    }
  }

  /**
   * What this network is for data of so many classes: groups repeated, toggles resolved, nothing
   * that does nothing.
   */
  public Network network(int classes) {
    return Lowering.lower(this, classes);
  }
}
