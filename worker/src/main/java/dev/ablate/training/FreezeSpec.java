package dev.ablate.training;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Layers that do not learn in the first epochs, as when a new output layer is to settle before the
 * stored weights below it move.
 */
public record FreezeSpec(
    @Setting(
            value =
                "Layers, or groups of them, that do not learn at first; * is any part of a name"
                    + " without a dot",
            fallback = "[]")
        List<String> layers,
    @Setting(value = "For how many epochs", fallback = "0") int epochs)
    implements Serializable {

  /** All learn from the first step on. */
  public static final FreezeSpec NONE = new FreezeSpec(List.of(), 0);

  public FreezeSpec {
    layers = List.copyOf(layers);
    new Rules()
        .notNegative("epochs", epochs)
        .require(layers.stream().noneMatch(String::isBlank), "layers", "must not be empty names")
        .verify();
  }

  /** Whether anything is frozen. */
  public boolean freezes() {
    return epochs > 0 && !layers.isEmpty();
  }

  /** Whether anything is frozen in an epoch, counted from 0. */
  public boolean freezes(int epoch) {
    return freezes() && epoch < epochs;
  }

  /** Whether a layer is one of those. */
  public boolean covers(String layer) {
    return layers.stream().anyMatch(pattern -> covers(pattern, layer));
  }

  /**
   * Whether one of {@link #layers} means a layer.
   *
   * @param layer unique name, its groups before it
   */
  public static boolean covers(String pattern, String layer) {
    String regex =
        Stream.of(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^.]*"));
    return layer.matches(regex + "(\\..*)?");
  }

  /** The same in its shortest form. */
  public FreezeSpec normalised() {
    return freezes() ? this : NONE;
  }
}
