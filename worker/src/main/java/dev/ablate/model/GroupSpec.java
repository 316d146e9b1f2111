package dev.ablate.model;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Layers that come as one, as often as {@code repeat} says; each copy has weights of its own. With
 * {@code residual} a copy computes {@code x + layers(x)}: He, Zhang, Ren, Sun, "Deep residual
 * learning for image recognition", 2016; or puts both beside each other: Huang, Liu, van der
 * Maaten, Weinberger, "Densely connected convolutional networks", 2017.
 */
@Tag("group")
public record GroupSpec(
    @Setting(value = "Name of the group", identity = false) String name,
    @Setting(value = "How often the layers follow each other; 0 for not at all", fallback = "1")
        int repeat,
    @Setting("The layers of one copy") List<LayerSpec> layers,
    @Setting(value = "Whether each copy's input is joined with its output", fallback = "false")
        boolean residual,
    @Setting(
            value =
                "How a residual copy's input comes to the join: identity (as it is), projection (by"
                    + " a 1 by 1 convolution where channels or stride differ), none (there is no"
                    + " join)",
            fallback = "identity")
        ShortcutKind shortcut,
    @Setting(value = "Join before or after a copy's last activation", fallback = "after")
        ShortcutPosition shortcutPosition,
    @Setting(
            value =
                "sum (input and output of one shape) or concat (the output's channels behind the"
                    + " input's)",
            fallback = "sum")
        Join join,
    @Setting(
            value =
                "Probability that a residual copy's layers give zeros for an example of training"
                    + " (Huang, Sun, Liu, Sedra, Weinberger, 2016); where not, what they give is"
                    + " divided by the rest",
            fallback = "0.0")
        double stochasticDepth,
    @Setting(
            value =
                "Step of the first copy's first convolution of more than one pixel; its own when"
                    + " left out",
            fallback = Setting.UNSET)
        Integer stride,
    @Setting(
            value = "What the learning rate is multiplied by in all layers; 0 freezes them",
            fallback = "1.0")
        double rateFactor)
    implements LayerSpec {

  /** What becomes of a residual copy's input and output. */
  public enum Join {
    SUM,
    CONCAT
  }

  /** How a residual copy's input comes to the join. */
  public enum ShortcutKind {
    IDENTITY,
    PROJECTION,
    NONE
  }

  /** Where the join stands to a copy's last activation. */
  public enum ShortcutPosition {
    BEFORE,
    AFTER
  }

  /** Learning at the full rate. */
  public GroupSpec(String name, int repeat, List<LayerSpec> layers, boolean residual) {
    this(
        name,
        repeat,
        layers,
        residual,
        ShortcutKind.IDENTITY,
        ShortcutPosition.AFTER,
        Join.SUM,
        0,
        null,
        1);
  }

  /** Layers that follow each other and nothing else. */
  public GroupSpec(String name, int repeat, List<LayerSpec> layers) {
    this(name, repeat, layers, false);
  }

  public GroupSpec {
    layers = List.copyOf(layers);
    Set<String> taken = residual ? ShortcutLowering.NAMES : Set.of();
    Rules rules =
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
            .require(
                layers.stream().map(LayerSpec::name).noneMatch(taken::contains),
                "layers",
                "of a residual group must not be named branch, projection, shortcut or"
                    + " stochastic-depth, which are its own")
            .fraction("stochastic-depth", stochasticDepth)
            .notNegative("rate-factor", rateFactor);
    if (stride != null) {
      rules
          .positive("stride", stride.longValue())
          .require(
              layers.stream().anyMatch(ConvSpec.class::isInstance),
              "stride",
              "is that of a convolution, but there is none among the layers");
    }
    rules.verify();
  }

  @Override
  public void lower(String path, Lowering network) {
    for (int copy = 1; copy <= repeat; copy++) {
      String inner = path + "." + copy + ".";
      int start = network.size();
      (copy == 1 ? strided() : layers).forEach(layer -> network.add(inner, layer));
      if (residual && shortcut != ShortcutKind.NONE && network.size() > start) {
        new ShortcutLowering(network, inner, start)
            .add(join, shortcut == ShortcutKind.PROJECTION, shortcutPosition, stochasticDepth);
      }
    }
  }

  /** The layers with the group's stride in its place. */
  private List<LayerSpec> strided() {
    List<ConvSpec> convolutions =
        layers.stream().filter(ConvSpec.class::isInstance).map(ConvSpec.class::cast).toList();
    if (stride == null || convolutions.isEmpty()) {
      return layers;
    }
    ConvSpec first =
        convolutions.stream()
            .filter(conv -> conv.kernel() > 1)
            .findFirst()
            .orElse(convolutions.get(0));
    List<LayerSpec> changed = new ArrayList<>(layers);
    changed.set(layers.indexOf(first), first.withStride(stride));
    return changed;
  }
}
