package dev.ablate.training;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;
import java.util.List;

/** When the layers' numbers are looked at, for the table {@code layer_stats}. */
public record LayerStatsSpec(
    @Setting(
            value = "Epochs after which they are; 0 for before the first",
            fallback = "[]",
            identity = false)
        List<Integer> atEpochs,
    @Setting(value = "Test images that pass the layers then", fallback = "256", identity = false)
        int images)
    implements Serializable {

  /** Never. */
  public static final LayerStatsSpec NEVER = new LayerStatsSpec(List.of(), 256);

  public LayerStatsSpec {
    atEpochs = List.copyOf(atEpochs);
    Rules rules = new Rules().positive("images", images);
    atEpochs.forEach(epoch -> rules.notNegative("at-epochs", epoch.longValue()));
    rules.verify();
  }
}
