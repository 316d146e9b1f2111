package dev.ablate.sweep.study;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.util.List;

/** What is drawn of each trial while it trains: filters and feature maps at some iterations. */
public record InspectSpec(
    @Setting(
            value = "Iterations after which filters and maps are drawn; 0 for before the first",
            fallback = "[]")
        List<Integer> atIterations,
    @Setting(
            value = "Layers whose maps are drawn; none for those up to the first pooling",
            fallback = "[]")
        List<String> layers,
    @Setting(value = "Images that are shown: test:0, class:cat:4", fallback = "\"test:0\"")
        String images) {

  public InspectSpec {
    atIterations = List.copyOf(atIterations);
    layers = List.copyOf(layers);
    Rules rules = new Rules();
    atIterations.forEach(iteration -> rules.notNegative("at-iterations", iteration.longValue()));
    rules.require(!images.isBlank(), "images", "must not be empty").verify();
  }
}
