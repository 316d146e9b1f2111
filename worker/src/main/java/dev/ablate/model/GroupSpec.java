package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;
import java.util.List;

/**
 * Layers that come as one, as often as {@code repeat} says; each copy has weights of its own. With
 * {@code residual} a copy computes {@code x + layers(x)}: He, Zhang, Ren, Sun, "Deep residual
 * learning for image recognition", 2016.
 */
@Tag("group")
public record GroupSpec(
    @Setting(value = "Name of the group", identity = false) String name,
    @Setting(value = "How often the layers follow each other; 0 for not at all", fallback = "1")
        int repeat,
    @Setting("The layers of one copy") List<LayerSpec> layers,
    @Setting(
            value = "Whether each copy's input is added to its output; both of one shape",
            fallback = "false")
        boolean residual,
    @Setting(
            value = "What the learning rate is multiplied by in all layers; 0 freezes them",
            fallback = "1.0")
        double rateFactor)
    implements LayerSpec {

  /** Learning at the full rate. */
  public GroupSpec(String name, int repeat, List<LayerSpec> layers, boolean residual) {
    this(name, repeat, layers, residual, 1);
  }

  /** Layers that follow each other and nothing else. */
  public GroupSpec(String name, int repeat, List<LayerSpec> layers) {
    this(name, repeat, layers, false, 1);
  }

  public GroupSpec {
    layers = List.copyOf(layers);
    new Rules()
        .name("name", name)
        .notNegative("repeat", repeat)
        .require(
            layers.stream().noneMatch(OutputSpec.class::isInstance),
            "layers",
            "must not hold an output layer")
        .require(
            layers.stream().map(LayerSpec::name).distinct().count() == layers.size(),
            "layers",
            "must have distinct names")
        .notNegative("rate-factor", rateFactor)
        .verify();
  }

  @Override
  public void lower(String path, Lowering network) {
    for (int copy = 1; copy <= repeat; copy++) {
      String inner = path + "." + copy + ".";
      int before = network.size();
      layers.forEach(layer -> network.add(inner, layer));
      if (residual && network.size() > before) {
        network.emit(inner + "shortcut", new Layer.Shortcut(network.size() - before));
      }
    }
  }
}
