package dev.ablate.trial;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;
import java.util.List;

/** What is kept of a trial beside its measurements. */
public record Snapshots(
    @Setting(
            value = "Iterations after which weights are kept; 0 for before the first",
            fallback = "[]",
            identity = false)
        List<Integer> atIterations,
    @Setting(
            value = "none, last, or best by validation accuracy",
            fallback = "none",
            identity = false)
        Keep keep,
    @Setting(
            value = "Whether the state at the end is kept, so that a trial of more epochs goes on",
            fallback = "true",
            identity = false)
        boolean state)
    implements Serializable {

  /** Which weights are kept at the end. */
  public enum Keep {
    NONE,
    LAST,
    BEST
  }

  /** Keeps nothing. */
  public static final Snapshots NOTHING = new Snapshots(List.of(), Keep.NONE, false);

  public Snapshots {
    atIterations = List.copyOf(atIterations);
    Rules rules = new Rules();
    atIterations.forEach(iteration -> rules.notNegative("at-iterations", iteration.longValue()));
    rules.verify();
  }
}
